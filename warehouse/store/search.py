"""What search looks up: company names in the forms in which they are compared, and the words of claims and readings."""

from warehouse.connect import Connection, rows

# A stretch stays under the 16,383 positions that a tsvector tells apart; the next begins a little before its end, so
# that a phrase across the border is in one of them.
STRETCH, OVERLAP = 12_000, 200


def index_words(connection: Connection) -> None:
    """Bring names and words up to what is loaded; what was there before is not read again. Only texts that are about
    the topic are indexed."""
    rows(
        connection,
        """
        insert into core.company_name (name, folded, script, romanised, sound, grams)
        select
            named.name,
            mart.folded_name(named.name),
            mart.script_of(named.name),
            spelt.romanised,
            mart.sound_of(spelt.romanised),
            mart.name_grams(spelt.romanised)
        from (
            select company as name from core.claim where company is not null
            union
            select name from core.entity
            union
            select unnest(names) from core.entity
            except
            select name from core.company_name
        ) as named
        cross join lateral mart.romanised(named.name) as spelt (romanised)
        on conflict (name) do nothing
        """,
    )
    rows(
        connection,
        """
        insert into core.claim_words (claim_no, words)
        select
            claim.claim_no,
            setweight(mart.search_words(claim.quote), 'A')
                || setweight(mart.search_words(concat_ws(' ', claim.sentence, claim.company)), 'B')
        from core.claim
        left join core.claim_words using (claim_no)
        where claim_words.claim_no is null
        on conflict (claim_no) do nothing
        """,
    )
    rows(
        connection,
        """
        with unread as (
            select reading_id, title, text
            from core.reading
            where is_relevant
                and not exists (select from core.reading_words where reading_words.reading_id = reading.reading_id)
        ),
        stretch as (
            select reading_id, 'title' as part, 0 as part_start, title as words
            from unread
            where title is not null
            union all
            select reading_id, 'text', part_start, substr(text, part_start + 1, %(stretch)s)
            from unread
            cross join lateral generate_series(
                0, greatest(char_length(text) - 1 - %(overlap)s, 0), %(stretch)s - %(overlap)s
            ) as part_start
        )
        insert into core.reading_words (reading_id, part, part_start, words)
        select reading_id, part, part_start, mart.search_words(words)
        from stretch
        on conflict (reading_id, part, part_start) do nothing
        """,
        {"stretch": STRETCH, "overlap": OVERLAP},
    )
