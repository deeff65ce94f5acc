-- mart.admin1_of: the first level below the country that a claim's places lie in: "Jilin", "Jilin, Liaoning". Null if they are no
-- finer than a country, or lie in several countries.
create function mart.admin1_of(places text[]) returns text
language sql
immutable
set search_path = pg_catalog
as $$
    with named as (
        select distinct
            case when chain ~ '(^|, )[A-Z]{2}$' then right(chain, 2) else chain end as country,
            (regexp_match(chain, '(?:^|, )([^,]+), [A-Z]{2}$'))[1] as admin1
        from unnest(places) as chain
    )
    select case when count(distinct country) = 1 then string_agg(distinct admin1, ', ' order by admin1) end
    from named
    where country <> 'KP'
        or not exists (select from named as other where other.country <> 'KP')
$$;
comment on function mart.admin1_of(text[]) is
    'First level below the country of a claim''s places, several together: "Jilin, Liaoning"; null if no finer than a country, or in several';
