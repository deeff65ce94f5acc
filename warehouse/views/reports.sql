-- mart.reports: one row per report known at the horizon, relevant or not, as its standing version reads: who published what, when,
-- in which story, from which origin. No claims and no text: those of a report are in mart.known_claim, its text in core.reading
-- as far as the source's terms allow. Copies are rows too: witnesses are counted by origin_report_id.
create view mart.reports as
with chosen as (
    select true as is_published, published_report.*
    from mart.published_report
    union all
    select false, reports_as_of.*
    from mart.reports_as_of()
    where nullif(current_setting('mart.as_of_day', true), '') is not null
)
select
    chosen.report_id,
    chosen.source_key,
    source.name as outlet,
    source.kind as outlet_kind,
    chosen.url,
    chosen.canonical_url,
    chosen.title,
    chosen.author,
    chosen.lang,
    chosen.published_day,
    chosen.published_at,
    chosen.date_basis,
    chosen.is_relevant,
    chosen.story_id,
    chosen.origin_report_id,
    chosen.origin_named_source,
    chosen.known_from,
    chosen.page_last_seen,
    chosen.version_id,
    chosen.version_ordinal,
    chosen.reading_id,
    source.terms
from chosen
join core.source using (source_key)
-- asked here and not of the table itself, which a report would then not be looked up in by its index
where chosen.is_published = (nullif(current_setting('mart.as_of_day', true), '') is null);
comment on view mart.reports is 'One row per report known at the horizon, as its standing version reads, in no order. No number of witnesses: copies are rows too, count origin_report_id';
comment on column mart.reports.report_id is 'Report';
comment on column mart.reports.source_key is 'Key of the source';
comment on column mart.reports.outlet is 'Name of the source';
comment on column mart.reports.outlet_kind is 'What it is: outlet, ngo, un, state, ...';
comment on column mart.reports.url is 'Address it was first read at';
comment on column mart.reports.canonical_url is 'Address that the page gives as its own; null if none';
comment on column mart.reports.title is 'Title';
comment on column mart.reports.author is 'Author as written; null if none is named';
comment on column mart.reports.lang is 'Language, ISO 639-1';
comment on column mart.reports.published_day is 'Day of publication as the outlet dates it; null if it does not';
comment on column mart.reports.published_at is 'Moment of publication; null where only the day is known';
comment on column mart.reports.date_basis is 'What that day was read from';
comment on column mart.reports.is_relevant is 'True if it is about North Korean workers abroad';
comment on column mart.reports.story_id is 'Story';
comment on column mart.reports.origin_report_id is 'Witness: the report at the root of its copies';
comment on column mart.reports.origin_named_source is 'Key of the source whose words that witness retells with others; null where it is the witness itself';
comment on column mart.reports.known_from is 'Day from which it was known';
comment on column mart.reports.page_last_seen is 'Last day on which its page answered, up to the day that is set';
comment on column mart.reports.version_id is 'Version that stands';
comment on column mart.reports.version_ordinal is '1 for the first version';
comment on column mart.reports.reading_id is 'Reading of that version';
comment on column mart.reports.terms is 'public, internal or quotes: how far its full text may be shown';
