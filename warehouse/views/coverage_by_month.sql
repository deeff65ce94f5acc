-- mart.coverage_by_month: one row per month: how many sources were awake, and what they published. To be read beside every trend: a
-- month of few reports may be one in which few looked. A source is awake in a month if a report of that month is held, or if a
-- night of that month found it well: with something new, unchanged, or as quiet as it is wont to be. No measure of how
-- many workers there were.
create view mart.coverage_by_month as
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
),
source_month as (
    select
        month,
        source_key,
        coalesce(published.reports, 0) as reports,
        coalesce(published.relevant_reports, 0) as relevant_reports
    from published
    full join good_night using (month, source_key)
    union all
    select looked.month, null, 0, 0
    from looked
)
select
    month,
    case when month is not null then count(distinct source_key) end as sources_awake,
    sum(reports)::bigint as reports,
    sum(relevant_reports)::bigint as relevant_reports,
    case when month is not null then array_remove(array_agg(distinct source_key order by source_key), null) end as awake
from source_month
group by month
order by month;
comment on view mart.coverage_by_month is 'How many sources were awake in a month, and what they published: to be read beside every trend, for absence of reports is not absence of workers. No measure of how many there were';
comment on column mart.coverage_by_month.month is 'First day of the month; null: reports without a date';
comment on column mart.coverage_by_month.sources_awake is 'Sources of which a report of this month is held, or that a night of this month found well (ok, not_modified, quiet); null for reports without a date';
comment on column mart.coverage_by_month.reports is 'Reports published in this month, by the date of the outlet, copies included';
comment on column mart.coverage_by_month.relevant_reports is 'Of those, reports about North Korean workers abroad';
comment on column mart.coverage_by_month.awake is 'Keys of the sources that were awake';
