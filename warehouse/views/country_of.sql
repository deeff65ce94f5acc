-- mart.country_of: the country at the end of a chain of places: "Hunchun, Yanbian, Jilin, CN" is CN; null for WORLD and regions.
create function mart.country_of(chain text) returns text
language sql
immutable
parallel safe
as $$
    select substring(chain from '(?:^|, )([A-Z]{2})$')
$$;
comment on function mart.country_of(text) is 'ISO 3166 code at the end of a chain of places; null for WORLD and regions';
