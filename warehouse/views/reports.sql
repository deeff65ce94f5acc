-- mart.reports: one row per report known at the horizon, relevant or not, as its standing version reads: who published what, when,
-- in which story, from which origin. No claims and no text: those of a report are in mart.known_claim, its text in core.reading
-- as far as the source's terms allow. Copies are rows too: witnesses are counted by origin_report_id.
create view mart.reports as
with story_known as (
    select story_member.report_id, story_member.story_id
    from core.story_member
    cross join mart.horizon
    where mart.is_known(
        story_member.known_from, story_member.known_to, story_member.opened_run, story_member.closed_run,
        horizon.run_no, horizon.day
    )
)
select
    report.report_id,
    report.source_key,
    source.name as outlet,
    source.kind as outlet_kind,
    report.url,
    reading.canonical_url,
    reading.title,
    reading.author,
    reading.lang,
    reading.published_day,
    reading.published_at,
    reading.date_basis,
    reading.is_relevant,
    coalesce(story_known.story_id, report.report_id) as story_id,
    report_origin.origin_report_id,
    report_origin.origin_named_source,
    report.known_from,
    least(report.last_seen_day, horizon.day) as page_last_seen,
    standing_version.version_id,
    standing_version.version_ordinal,
    standing_version.reading_id,
    source.terms
from mart.standing_version
join core.report using (report_id)
join core.source using (source_key)
join core.reading using (reading_id)
join mart.report_origin using (report_id)
cross join mart.horizon
left join story_known using (report_id);
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
