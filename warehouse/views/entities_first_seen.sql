-- mart.entities_first_seen: one row per company, agency or body, newest first, with the night that first brought a report naming it. It
-- answers whom nobody had named before this month. New to us is not new: a report of old years that a backfill brings is first
-- seen on the day of the backfill (first_named says when it was published). What a newer reader finds in a report of last
-- year counts from the day of that report: mart.answers_changed has it.
-- each spelling by the first version that has it; versions that a newer one replaced count: a correction does not make a name new.
-- Kept, and computed as of a day; no judgement changes it.
create view kept.first_named_at_horizon as
with named as (
    select
        claim.company,
        claim.details ->> 'entity' as entity_key,
        claim.claim_id,
        claim.reading_id,
        version.report_id,
        version.known_from as day,
        -- by the day alone: of those of one day the reading is looked at
        rank() over (partition by claim.company, claim.details ->> 'entity' order by version.known_from) as place
    from mart.last_claim as claim
    join core.version using (version_id)
    cross join mart.horizon
    where claim.company is not null
        and mart.is_known(version.known_from, null, version.opened_run, null, horizon.run_no, horizon.day)
        and not exists (select from mart.held_version where held_version.version_id = version.version_id)
)
select distinct on (named.company, named.entity_key)
    named.company,
    named.entity_key,
    named.day,
    reading.published_day,
    named.claim_id,
    named.reading_id,
    named.report_id
from named
join core.reading using (reading_id)
where named.place = 1
order by named.company, named.entity_key, reading.published_day, named.claim_id;
create materialized view kept.first_named as
select * from kept.first_named_at_horizon;
create unique index first_named_company on kept.first_named (company, entity_key) nulls not distinct;
create view mart.entities_first_seen as
with first_named as (
    select first_named.*
    from kept.first_named
    where nullif(current_setting('mart.as_of_day', true), '') is null
    union all
    select first_named_at_horizon.*
    from kept.first_named_at_horizon
    where nullif(current_setting('mart.as_of_day', true), '') is not null
),
company as materialized (
    select
        companies.*,
        case when entity not like 'as written: %' then entity end as entity_key
    from mart.companies
),
first_of_all as (
    select distinct on (company.entity)
        company.entity,
        first_named.day,
        first_named.reading_id,
        first_named.report_id
    from company
    cross join unnest(company.aliases) as spelling
    join first_named
        on first_named.company = spelling
        and first_named.entity_key is not distinct from company.entity_key
    order by company.entity, first_named.day, first_named.published_day, first_named.claim_id
),
seen as (
    select
        first_of_all.entity,
        source.name as outlet,
        reading.title,
        report.url,
        first_of_all.day
    from first_of_all
    join core.report using (report_id)
    join core.source using (source_key)
    join core.reading using (reading_id)
)
select
    date_trunc('month', seen.day::timestamp)::date as month,
    seen.day as first_seen,
    companies.name,
    companies.country,
    companies.roles,
    companies.places,
    companies.origins,
    companies.denials,
    companies.first_named,
    seen.outlet as first_outlet,
    seen.title as first_title,
    seen.url as first_url,
    companies.is_firm,
    date_trunc('month', seen.day::timestamp) = date_trunc('month', horizon.run_day::timestamp) as is_this_month,
    companies.entity,
    companies.claim_ids
from seen
join company as companies using (entity)
cross join mart.horizon
order by first_seen desc, companies.origins desc, companies.name, companies.entity;
comment on view mart.entities_first_seen is 'Companies and bodies by the night that first brought a report naming them, newest first. New to the warehouse is not new in the world: see first_named. No list of offenders, as mart.companies is none';
comment on column mart.entities_first_seen.month is 'First day of the month in which it was first seen';
comment on column mart.entities_first_seen.first_seen is 'Day on which the warehouse first held a version that names it';
comment on column mart.entities_first_seen.name is 'Name in the document that lists it, or its most frequent spelling';
comment on column mart.entities_first_seen.country is 'Country it sits in; null if it is not on the curated list';
comment on column mart.entities_first_seen.roles is 'As what it is named: employer, dispatching_agency, ...; null: otherwise';
comment on column mart.entities_first_seen.places is 'Places of the claims that name it; null: none is named';
comment on column mart.entities_first_seen.origins is 'Independent witnesses that name it up to now';
comment on column mart.entities_first_seen.denials is 'Witnesses in which something about it is denied or negated';
comment on column mart.entities_first_seen.first_named is 'Day on which the first report that names it was published; long before first_seen where a backfill brought it; null: not dated';
comment on column mart.entities_first_seen.first_outlet is 'Outlet of the report by which it was first seen';
comment on column mart.entities_first_seen.first_title is 'Title of that report';
comment on column mart.entities_first_seen.first_url is 'Address of that report';
comment on column mart.entities_first_seen.is_firm is 'True if one of the readings is trusted without a second look';
comment on column mart.entities_first_seen.is_this_month is 'True if that is the month of the last published night, or of the day that is set';
comment on column mart.entities_first_seen.entity is 'Key in the curated list, or "as written:" and what its spellings have in common: mart.companies';
comment on column mart.entities_first_seen.claim_ids is 'Every claim that names it, copies included';
