-- mart.search_words: the words of a text as mart.search finds them. English and Russian words are stemmed; Chinese, Japanese and
-- Korean, which do not part words alike, are every pair of neighbouring characters and each single one at the ends.
create function mart.search_words(text) returns tsvector
language sql
immutable
set search_path = pg_catalog
as $$
    -- ABCD becomes A AB BC CD D: each character is written twice with a gap between
    select to_tsvector('core.words'::regconfig, regexp_replace(mart.search_form($1), '([ᄀ-ᇿ぀-ヿ㐀-䶿一-鿿가-힣豈-﫿])', '\1 \1', 'g'))
$$;
comment on function mart.search_words(text) is 'Words of a text: stems of English and Russian, pairs of characters of Chinese, Japanese and Korean';
