-- mart.folded_name: a name as it is compared: one width and case, no punctuation, no article, no corporate words at its ends.
-- The same as transforms.entities.folded, which links names to the curated list; a test holds the two together.
create function mart.folded_name(name text) returns text
language sql
immutable
set search_path = pg_catalog
as $$
    with flat as (
        select btrim(regexp_replace(lower(normalize(name, nfkc)), '[^\w&]+', ' ', 'g')) as flat_name
    )
    select coalesce(
        nullif(
            btrim(
                regexp_replace(
                    flat_name,
                    '(?: ?\y(?:co|corp|corporation|company|ltd|limited|llc|inc|plc|gmbh|ag|sa|s a|sp z ?o ?o|sp zoo|ooo|oao|zao)\y)+$'
                    || '|^(?:the|ooo|оо?о|ао|зао|оао) |^(?:株式会社|주식회사) ?'
                    || '|(?:有限公司|股份有限公司|有限责任公司|集团|集團|株式会社|주식회사|유한공사)$',
                    '',
                    'g'
                )
            ),
            ''
        ),
        flat_name
    )
    from flat
$$;
comment on function mart.folded_name(text) is 'A name as it is compared: one width and case, no punctuation, no corporate words at its ends';
