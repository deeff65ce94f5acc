-- mart.romanised: a name in Latin letters, word by word, so that one firm spelt in several scripts can be compared. What
-- a firm trades in is put into English first, where papers translate it. For comparing, not for printing.
create function mart.romanised(name text) returns text
language sql
immutable
set search_path = pg_catalog
as $$
    with letters as (
        select mart.latin_letters() as latin
    ),
    spelt as (
        select letter, place, ascii(letter) - 44032 as syllable
        from unnest(string_to_array(normalize(mart.in_english(mart.simplified(mart.folded_name(name))), nfc), null)) with ordinality as one (letter, place)
    )
    select btrim(regexp_replace(coalesce(string_agg(
        case
            when syllable between 0 and 11171
                then (array['g', 'kk', 'n', 'd', 'tt', 'r', 'm', 'b', 'pp', 's', 'ss', '', 'j', 'jj', 'ch', 'k', 't', 'p', 'h'])[syllable / 588 + 1]
                || (array['a', 'ae', 'ya', 'yae', 'eo', 'e', 'yeo', 'ye', 'o', 'wa', 'wae', 'oe', 'yo', 'u', 'wo', 'we', 'wi', 'yu', 'eu', 'ui', 'i'])[syllable % 588 / 28 + 1]
                || (array['', 'k', 'k', 'k', 'n', 'n', 'n', 't', 'l', 'k', 'm', 'l', 'l', 'l', 'p', 'l', 'm', 'p', 'p', 't', 't', 'ng', 't', 't', 'k', 't', 'p', 't'])[syllable % 28 + 1]
            else coalesce(latin ->> letter, letter)
        end,
        '' order by place
    ), ''), ' +', ' ', 'g'))
    from spelt
    cross join letters
$$;
comment on function mart.romanised(text) is 'A name in Latin letters, for comparing it across scripts; characters it does not know stay as they are';
