-- mart.likeness: how alike two names are, by their trigrams: 1 for the same, 0 for nothing in common.
create function mart.likeness(a text[], b text[]) returns numeric
language sql
immutable
set search_path = pg_catalog
as $$
    with common as (
        select count(*) as grams
        from unnest(a) as gram
        where gram = any(b)
    )
    select round(coalesce(common.grams::numeric / nullif(cardinality(a) + cardinality(b) - common.grams, 0), 0), 3)
    from common
$$;
comment on function mart.likeness(text[], text[]) is 'How alike two names are, by their trigrams, 0 to 1';
