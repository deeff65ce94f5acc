-- mart.notices: one row per report and thing that became of it: its page is gone, or its outlet says that it is withdrawn or
-- corrected. Nothing is deleted for it: the report, its versions and its claims stay.
create view mart.notices as
select
    notice.notice_id,
    notice.kind,
    notice.report_id,
    notice.version_id,
    report.source_key,
    source.name as outlet,
    report.url,
    said.title,
    notice.status,
    notice.quote,
    notice.first_day,
    notice.last_day,
    report.last_seen_day as page_last_seen,
    notice.known_from
from core.notice
cross join mart.horizon
join core.report using (report_id)
join core.source using (source_key)
left join lateral (
    select reading.title
    from core.version
    join core.reading using (version_id)
    where version.report_id = notice.report_id
        and (version.version_id = notice.version_id or notice.version_id is null)
        and version.opened_run <= horizon.run_no
        and version.known_from <= horizon.day
        and reading.opened_run <= horizon.run_no
        and reading.known_from <= horizon.day
        and not exists (select from mart.held_version where held_version.version_id = version.version_id)
    order by version.ordinal desc, reading.opened_run desc, reading.extractor_version desc
    limit 1
) as said on true
where mart.is_known(notice.known_from, notice.known_to, notice.opened_run, notice.closed_run, horizon.run_no, horizon.day)
    and not exists (select from mart.held_version where held_version.version_id = notice.version_id)
order by notice.known_from, report.source_key, report.url, notice.kind, notice.quote;
comment on view mart.notices is 'What became of reports: pages that are gone, reports that are withdrawn or corrected; claims stay';
comment on column mart.notices.notice_id is 'Notice';
comment on column mart.notices.kind is 'gone (404, 410), withdrawn or corrected (the outlet says so)';
comment on column mart.notices.report_id is 'Report';
comment on column mart.notices.version_id is 'Version that says so; null if the page is gone';
comment on column mart.notices.source_key is 'Key of the source';
comment on column mart.notices.outlet is 'Name of the source';
comment on column mart.notices.url is 'Address of the report';
comment on column mart.notices.title is 'Title of the report';
comment on column mart.notices.status is 'HTTP status of a page that is gone; null otherwise';
comment on column mart.notices.quote is 'The words that say so; null if the page is gone';
comment on column mart.notices.first_day is 'First day on which it was seen';
comment on column mart.notices.last_day is 'Last day on which it was seen';
comment on column mart.notices.page_last_seen is 'Last day on which the report''s page answered';
comment on column mart.notices.known_from is 'Day from which it was known';
