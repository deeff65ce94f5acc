-- mart.source_month_at_horizon: one row per month and source that was awake in it at the horizon, with what it published, and a row
-- without a source for each month in which any was asked. Behind mart.coverage_by_month.
create view mart.source_month_at_horizon as
with report_known as (
    select distinct on (report.report_id)
        report.report_id,
        report.source_key,
        date_trunc('month', reading.published_day::timestamp)::date as month,
        reading.is_relevant
    from core.report
    join core.version using (report_id)
    join core.reading using (version_id)
    cross join mart.horizon
    where mart.is_known(version.known_from, null, version.opened_run, null, horizon.run_no, horizon.day)
        and mart.is_known(reading.known_from, null, reading.opened_run, null, horizon.run_no, horizon.day)
        and not exists (select from mart.held_version where held_version.version_id = version.version_id)
    order by report.report_id, version.ordinal desc, reading.opened_run desc, reading.reading_id
),
published as (
    select month, source_key, count(*) as reports, count(*) filter (where is_relevant) as relevant_reports
    from report_known
    group by month, source_key
),
good_night as (
    select distinct date_trunc('month', source_run.day::timestamp)::date as month, source_run.source_key
    from ops.source_run
    cross join mart.horizon
    where source_run.run_no <= horizon.run_no
        and source_run.day <= horizon.day
        and source_run.task = 'nightly'
        and source_run.verdict in ('ok', 'not_modified', 'quiet')
),
looked as (
    select distinct date_trunc('month', source_run.day::timestamp)::date as month
    from ops.source_run
    cross join mart.horizon
    where source_run.run_no <= horizon.run_no
        and source_run.day <= horizon.day
        and source_run.task = 'nightly'
)
select
    month,
    source_key,
    coalesce(published.reports, 0) as reports,
    coalesce(published.relevant_reports, 0) as relevant_reports
from published
full join good_night using (month, source_key)
union all
select looked.month, null, 0, 0
from looked;
comment on view mart.source_month_at_horizon is 'Months in which sources were awake, computed at the horizon: what mart.published_source_month keeps. Ask mart.coverage_by_month';
comment on column mart.source_month_at_horizon.month is 'First day of the month; null: reports without a day of publication';
comment on column mart.source_month_at_horizon.source_key is 'Key of the source; null: some source was asked in that month, well or not';
comment on column mart.source_month_at_horizon.reports is 'Reports of that month that are held, copies included';
comment on column mart.source_month_at_horizon.relevant_reports is 'Reports among them on North Korean workers abroad';
