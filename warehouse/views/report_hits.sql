-- mart.report_hits: reports at the horizon whose title or text answers a question to the index, the best hit of each, at most as many as
-- asked, the newest rows first. It reads texts that its caller may not read, and therefore looks into the texts only of
-- sources whose terms let analysts read them; titles are everyone's who may call it. Behind mart.search.
create function mart.report_hits(question tsquery, words text, most bigint) returns table (
    report_id text,
    part text,
    score real,
    excerpt text,
    title text,
    lang text,
    published_day date,
    outlet text,
    source_key text,
    url text,
    known_from date
)
language sql
stable
security definer
set search_path = pg_catalog
as $$
    with hit as (
        select
            reading_words.reading_id,
            reading_words.part,
            reading_words.part_start,
            ts_rank(reading_words.words, question) as score
        from core.reading_words
        where reading_words.words @@ question
    ),
    became as materialized (
        select change.new_version_id as version_id, max(change.seen_new_day) as day
        from core.change
        cross join mart.horizon
        where mart.is_known(change.known_from, null, change.opened_run, null, horizon.run_no, horizon.day)
        group by change.new_version_id
    ),
    held as materialized (
        select held_version.version_id
        from mart.held_version
    ),
    standing as (
        select
            hit.part,
            hit.part_start,
            hit.score,
            reading.reading_id,
            reading.title,
            reading.lang,
            reading.published_day,
            report.report_id,
            report.url,
            report.source_key,
            source.name as outlet,
            version.known_from
        from hit
        join core.reading using (reading_id)
        join core.version using (version_id)
        join core.report using (report_id)
        join core.source using (source_key)
        cross join mart.horizon
        where (hit.part = 'title' or source.terms in ('public', 'internal'))
            and reading.opened_run <= horizon.run_no
            and (horizon.extractor = 'now' or reading.known_from <= horizon.day)
            and not exists (
                select from core.reading as newer
                where newer.version_id = reading.version_id
                    and newer.opened_run <= horizon.run_no
                    and (horizon.extractor = 'now' or newer.known_from <= horizon.day)
                    and (newer.opened_run, newer.extractor_version) > (reading.opened_run, reading.extractor_version)
            )
            and version.version_id = (
                select shown.version_id
                from core.version as shown
                left join became on became.version_id = shown.version_id
                where shown.report_id = report.report_id
                    and mart.is_known(shown.known_from, null, shown.opened_run, null, horizon.run_no, horizon.day)
                    and shown.version_id not in (select held.version_id from held)
                order by coalesce(became.day, shown.first_seen_day) desc, shown.ordinal desc
                limit 1
            )
    ),
    best as (
        select distinct on (standing.report_id) standing.*
        from standing
        order by standing.report_id, standing.part = 'title' desc, standing.score desc, standing.part_start
    )
    select
        best.report_id,
        best.part,
        best.score,
        case
            when best.part = 'title' then best.title
            else mart.excerpt((select substr(reading.text, best.part_start::int + 1) from core.reading where reading.reading_id = best.reading_id), words)
        end,
        best.title,
        best.lang,
        best.published_day,
        best.outlet,
        best.source_key,
        best.url,
        best.known_from
    from best
    order by best.part = 'title' desc, best.score desc, best.published_day desc nulls last, best.report_id
    limit most
$$;
comment on function mart.report_hits(tsquery, text, bigint) is
    'Reports whose title, or text as far as its source''s terms allow, answers a question; behind mart.search';
