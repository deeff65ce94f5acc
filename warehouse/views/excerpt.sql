-- mart.excerpt: the stretch of a text around the first word of a search that stands in it as written, or in another form of it.
-- Its beginning where none does. Characters of the text itself, on one line.
create function mart.excerpt(body text, words text) returns text
language sql
immutable
set search_path = pg_catalog
as $$
    with word as (
        select found[1] as form, place
        from regexp_matches(lower(words), '[[:alnum:]]+', 'g') with ordinality as one (found, place)
    ),
    spot as (
        select coalesce(
            min(nullif(strpos(lower(body), form), 0)),
            -- an inflected form begins alike
            min(nullif(strpos(lower(body), left(form, greatest(4, char_length(form) - 3))), 0)),
            1
        ) as at
        from word
    )
    select case when at > 61 then '…' else '' end
        || regexp_replace(substr(body, greatest(at - 60, 1), 200), '\s+', ' ', 'g')
        || case when char_length(body) > greatest(at - 60, 1) + 199 then '…' else '' end
    from spot
$$;
comment on function mart.excerpt(text, text) is 'The stretch of a text around the first word of a search that stands in it';
