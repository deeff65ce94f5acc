-- mart.citation: one row per claim with all that a footnote needs, down to the record in the archive. Behind mart.citations, which numbers
-- the claims that are asked for and refuses those whose quote is no longer in their text.
create view mart.citation as
select
    known_claim.claim_id,
    known_claim.quote,
    known_claim.quote_start,
    known_claim.quote_end,
    known_claim.outlet,
    reading.title,
    reading.author,
    reading.published_day as published,
    reading.date_basis as published_basis,
    known_claim.url,
    reading.canonical_url,
    answer.fetched_at as retrieved_at,
    answer.first_day as retrieved_day,
    answer.status as http_status,
    version.first_payload_sha256 as page_sha256,
    page.warc_file,
    page.warc_offset,
    version.version_id,
    reading.extractor_version,
    known_claim.origin_report_id as origin_report,
    origin.url as origin_url,
    reading.lang,
    case
        when translated.report_id is not null then 'translated from ' || origin.outlet || ' (' || origin.lang || ')'
    end as translation_note,
    known_claim.type,
    known_claim.subtype,
    known_claim.polarity,
    known_claim.sentence,
    source.terms,
    substr(reading.text, (known_claim.quote_start + 1)::integer, (known_claim.quote_end - known_claim.quote_start)::integer)
        is not distinct from known_claim.quote as is_exact,
    exists (
        select from core.report
        join core.withheld using (source_key, url_key)
        where report.report_id = known_claim.report_id
    ) as is_withheld,
    source.source_key,
    source.kind as outlet_kind,
    known_claim.scope,
    known_claim.is_firm
from mart.known_claim
join core.version using (version_id)
join core.reading using (reading_id)
join core.source using (source_key)
-- not mart.story_link, which links all reports for the few that are cited
left join (
    select distinct edge.report_id
    from core.edge
    cross join mart.horizon
    where edge.method = 'translation'
        and mart.is_known(edge.known_from, edge.known_to, edge.opened_run, edge.closed_run, horizon.run_no, horizon.day)
) as translated on translated.report_id = known_claim.report_id
left join mart.reports as origin on origin.report_id = known_claim.origin_report_id
left join raw.page on page.payload_sha256 = version.first_payload_sha256
left join lateral (
    select capture.fetched_at, capture.first_day, capture.status
    from raw.fetch as capture
    where capture.source_key = known_claim.source_key
        and capture.payload_sha256 = version.first_payload_sha256
    order by capture.url = known_claim.url desc, capture.first_day, capture.url
    limit 1
) as answer on true;
comment on view mart.citation is 'What a footnote of a claim needs; ask mart.citations, which refuses what cannot be cited';
comment on column mart.citation.claim_id is 'Claim';
comment on column mart.citation.quote is 'The exact words';
comment on column mart.citation.quote_start is 'Where they begin in the reading''s text, characters';
comment on column mart.citation.quote_end is 'Where they end in the reading''s text, characters';
comment on column mart.citation.outlet is 'Who published it';
comment on column mart.citation.title is 'Title';
comment on column mart.citation.author is 'Author as written; null if none is named';
comment on column mart.citation.published is 'Day of publication as the outlet dates it; null if it does not';
comment on column mart.citation.published_basis is 'What that day was read from';
comment on column mart.citation.url is 'Address of the report';
comment on column mart.citation.canonical_url is 'Address that the page gives as its own; null if none';
comment on column mart.citation.retrieved_at is 'Moment of the first fetch of this page; null where a packed page has none';
comment on column mart.citation.retrieved_day is 'Day of the run that first had this page';
comment on column mart.citation.http_status is 'HTTP status it came with';
comment on column mart.citation.page_sha256 is 'sha256 of the page''s body as received';
comment on column mart.citation.warc_file is 'WARC file below the archive root';
comment on column mart.citation.warc_offset is 'Offset of its record, bytes';
comment on column mart.citation.version_id is 'Version of the report that says so';
comment on column mart.citation.extractor_version is 'Extractor that read it';
comment on column mart.citation.origin_report is 'Witness: the report it goes back to';
comment on column mart.citation.origin_url is 'Address of the witness';
comment on column mart.citation.lang is 'Language of the quote';
comment on column mart.citation.translation_note is 'What it was translated from; null if it is no translation';
comment on column mart.citation.type is 'Kind of assertion';
comment on column mart.citation.subtype is 'Finer kind';
comment on column mart.citation.polarity is 'affirmed, negated, denied, unverified or reported_future: a plan is not to be cited as a fact';
comment on column mart.citation.sentence is 'What was understood, in one line';
comment on column mart.citation.terms is 'public, internal or quotes: how far the full text may be shown';
comment on column mart.citation.is_exact is 'True if the quote stands in the text as it is';
comment on column mart.citation.is_withheld is 'True if the report was withheld on request: its words are marks, and nothing is left to cite';
comment on column mart.citation.scope is 'new, or background: an old figure retold';
comment on column mart.citation.is_firm is 'True where the reading is trusted without a second look';
comment on column mart.citation.source_key is 'Key of the source';
comment on column mart.citation.outlet_kind is 'outlet, agency, broadcaster, ngo, un, government, research, aggregator or index';
