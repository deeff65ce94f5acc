-- mart.outlets_by_year: one row per year, language and outlet: what was published, what of it is on the topic, how much of that is
-- the outlet's own, and how many claims were read in it. It answers who tells us what we know, and in which languages. No measure
-- of what happened: an outlet that was not read in a year, or a language that is read worse, gives fewer claims.
create view kept.outlets_by_year_at_horizon as
with told as (
    select report_id, count(*) as claims, count(*) filter (where is_firm) as firm_claims
    from mart.known_claim
    group by report_id
)
select
    date_trunc('year', reports.published_day::timestamp)::date as year,
    reports.lang,
    reports.outlet,
    count(*) as reports,
    count(*) filter (where reports.is_relevant) as relevant_reports,
    count(*) filter (where reports.is_relevant and reports.origin_report_id = reports.report_id) as origins,
    coalesce(sum(told.claims), 0)::bigint as claims,
    coalesce(sum(told.firm_claims), 0)::bigint as firm_claims,
    min(reports.published_day) as first_published,
    max(reports.published_day) as last_published,
    reports.source_key,
    reports.outlet_kind
from mart.reports
left join told using (report_id)
group by 1, reports.lang, reports.outlet, reports.source_key, reports.outlet_kind;
create materialized view kept.outlets_by_year as
select * from kept.outlets_by_year_at_horizon;
create unique index outlets_by_year_row on kept.outlets_by_year (year, lang, source_key) nulls not distinct;
create view mart.outlets_by_year as
select outlets_by_year.*
from kept.outlets_by_year
where (select is_current from kept.as_kept)
union all
select outlets_by_year_at_horizon.*
from kept.outlets_by_year_at_horizon
where not (select is_current from kept.as_kept)
order by year, lang, relevant_reports desc, source_key;
comment on view mart.outlets_by_year is 'Languages and outlets by year: what was published, what of it is on the topic and the outlet''s own, how many claims it gave. No measure of what happened: read mart.coverage_by_month beside it';
comment on column mart.outlets_by_year.year is 'First day of the year of publication, as the outlet dates it; null: reports without a date';
comment on column mart.outlets_by_year.lang is 'Language of the reports, ISO 639-1; null: not known';
comment on column mart.outlets_by_year.outlet is 'Name of the source';
comment on column mart.outlets_by_year.reports is 'Reports held, on any topic, copies included';
comment on column mart.outlets_by_year.relevant_reports is 'Of those, reports that are about North Korean workers abroad as they stand now';
comment on column mart.outlets_by_year.origins is 'Of the relevant ones, those that go back to no other report held: the outlet is the witness';
comment on column mart.outlets_by_year.claims is 'Claims read in these reports, of every polarity, firm or not; copies repeat those of their origin';
comment on column mart.outlets_by_year.firm_claims is 'Of those, claims trusted without a second look or judged right';
comment on column mart.outlets_by_year.first_published is 'Day of the first of these reports; null: none is dated';
comment on column mart.outlets_by_year.last_published is 'Day of the last of these reports; null: none is dated';
comment on column mart.outlets_by_year.source_key is 'Key of the source';
comment on column mart.outlets_by_year.outlet_kind is 'What it is: outlet, ngo, un, state, ...';
