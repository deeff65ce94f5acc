-- mart.report_at_horizon: one row per report at the horizon, as its standing version reads, computed from core. Slow over a big
-- warehouse: mart.reports reads the published state from a table instead, and only as of a day from here.
create view mart.report_at_horizon as
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
    standing_version.reading_id
from mart.standing_version
join core.report using (report_id)
join core.reading using (reading_id)
join mart.report_origin using (report_id)
cross join mart.horizon
left join story_known using (report_id);
comment on view mart.report_at_horizon is 'Reports at the horizon, computed from core: what mart.published_report keeps, and mart.reports reads as of a day. Ask mart.reports';
comment on column mart.report_at_horizon.report_id is 'Report';
comment on column mart.report_at_horizon.source_key is 'Key of the source';
comment on column mart.report_at_horizon.url is 'Address it was first read at';
comment on column mart.report_at_horizon.canonical_url is 'Address that the page gives as its own; null if none';
comment on column mart.report_at_horizon.title is 'Title';
comment on column mart.report_at_horizon.author is 'Author as written; null if none is named';
comment on column mart.report_at_horizon.lang is 'Language, ISO 639-1';
comment on column mart.report_at_horizon.published_day is 'Day of publication as the outlet dates it; null if it does not';
comment on column mart.report_at_horizon.published_at is 'Moment of publication; null where only the day is known';
comment on column mart.report_at_horizon.date_basis is 'What that day was read from';
comment on column mart.report_at_horizon.is_relevant is 'True if it is about North Korean workers abroad';
comment on column mart.report_at_horizon.story_id is 'Story';
comment on column mart.report_at_horizon.origin_report_id is 'Witness: the report at the root of its copies';
comment on column mart.report_at_horizon.origin_named_source is 'Key of the source whose words that witness retells with others; null where it is the witness itself';
comment on column mart.report_at_horizon.known_from is 'Day from which it was known';
comment on column mart.report_at_horizon.page_last_seen is 'Last day on which its page answered, up to the day that is set';
comment on column mart.report_at_horizon.version_id is 'Version that stands';
comment on column mart.report_at_horizon.version_ordinal is '1 for the first version';
comment on column mart.report_at_horizon.reading_id is 'Reading of that version';
