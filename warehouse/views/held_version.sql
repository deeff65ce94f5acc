-- mart.held_version: one row per version that is held at the horizon, because its source drifted on the night that brought it, or before
-- and was not mended since.
create view mart.held_version as
select
    hold.version_id,
    version.report_id,
    hold.source_key,
    report.url,
    hold.day,
    hold.task,
    hold.reason,
    hold.known_from
from core.hold
cross join mart.horizon
join core.version using (version_id)
join core.report using (report_id)
where mart.is_known(hold.known_from, hold.known_to, hold.opened_run, hold.closed_run, horizon.run_no, horizon.day);
comment on view mart.held_version is 'Versions that are kept out of every other view until their night is judged anew, or a person releases it';
comment on column mart.held_version.version_id is 'Version';
comment on column mart.held_version.report_id is 'Report';
comment on column mart.held_version.source_key is 'Key of the source';
comment on column mart.held_version.url is 'Address of the report';
comment on column mart.held_version.day is 'Night that brought it';
comment on column mart.held_version.task is 'Task of the crawl that brought it: nightly, recheck or backfill';
comment on column mart.held_version.reason is 'Reason of the verdict';
comment on column mart.held_version.known_from is 'Day from which it is held';
