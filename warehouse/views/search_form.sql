-- mart.search_form: a text as it is searched: one width and case, numbers without commas, nothing but letters and digits, and
-- stretches of Chinese, Japanese and Korean set apart from others.
create function mart.search_form(text) returns text
language sql
immutable
set search_path = pg_catalog
as $$
    select regexp_replace(
        regexp_replace(
            regexp_replace(translate(lower(normalize($1, nfkc)), 'ё', 'е'), '(\d),(?=\d\d\d)', '\1', 'g'),
            '[^[:alnum:]]+', ' ', 'g'
        ),
        '([ᄀ-ᇿ぀-ヿ㐀-䶿一-鿿가-힣豈-﫿]+)', ' \1 ', 'g'
    )
$$;
comment on function mart.search_form(text) is 'A text as it is searched: one width and case, letters and digits alone';
