-- mart.coverage_by_month: one row per month: how many sources were awake, and what they published. To be read beside every trend: a
-- month of few reports may be one in which few looked. A source is awake in a month if a report of that month is held, or if a
-- night of that month found it well: with something new, unchanged, or as quiet as it is wont to be. No measure of how
-- many workers there were.
create view mart.coverage_by_month as
with source_month as (
    select published_source_month.*
    from mart.published_source_month
    where nullif(current_setting('mart.as_of_day', true), '') is null
    union all
    select source_month_at_horizon.*
    from mart.source_month_at_horizon
    where nullif(current_setting('mart.as_of_day', true), '') is not null
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
