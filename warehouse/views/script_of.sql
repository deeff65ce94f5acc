-- mart.script_of: the script of a name, by the first letter that is not Latin.
create function mart.script_of(name text) returns text
language sql
immutable
set search_path = pg_catalog
as $$
    select case
        when name ~ '[가-힣]' then 'hangul'
        when name ~ '[ぁ-ヿ]' then 'kana'
        when name ~ '[一-鿿]' then 'han'
        when name ~ '[а-яёА-ЯЁ]' then 'cyrillic'
        else 'latin'
    end
$$;
comment on function mart.script_of(text) is 'hangul, kana, han, cyrillic or latin';
