-- mart.search_pairs: a stretch of Chinese, Japanese or Korean as the pairs of characters that must follow one another.
create function mart.search_pairs(stretch text) returns tsquery
language sql
immutable
set search_path = pg_catalog
as $$
    select case
        when char_length(stretch) = 1 then (quote_literal(stretch) || ':*')::tsquery
        else (
            select string_agg(quote_literal(substr(stretch, first, 2)), ' <-> ' order by first)::tsquery
            from generate_series(1, char_length(stretch) - 1) as first
        )
    end
$$;
comment on function mart.search_pairs(text) is 'A stretch of characters as the pairs that must follow one another';
