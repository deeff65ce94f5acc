-- mart.countries_of: the countries that a claim's places lie in, together in one text: "CN", "CN, RU", "WORLD except CN". What
-- one number says of several countries is never shared out among them. North Korea only where no other is named.
create function mart.countries_of(places text[]) returns text
language sql
immutable
set search_path = pg_catalog
as $$
    with named as (
        select distinct case when chain ~ '(^|, )[A-Z]{2}$' then right(chain, 2) else chain end as country
        from unnest(places) as chain
    )
    select string_agg(country, ', ' order by country)
    from named
    where country <> 'KP'
        or not exists (select from named as other where other.country <> 'KP')
$$;
comment on function mart.countries_of(text[]) is
    'Countries of a claim''s places in one text: ISO 3166 codes, WORLD or a region; null if it has none. Several stay together: "CN, RU"';
