-- mart.name_grams: the trigrams of a name's words, each once, as pg_trgm would give them if it knew letters beyond ASCII here.
create function mart.name_grams(romanised text) returns text[]
language sql
immutable
set search_path = pg_catalog
as $$
    select coalesce(array_agg(distinct substr('  ' || word || ' ', first, 3)), '{}')
    from unnest(string_to_array(romanised, ' ')) as word
    cross join lateral generate_series(1, char_length(word) + 1) as first
    where word <> ''
$$;
comment on function mart.name_grams(text) is 'Trigrams of a name''s words, each once';
