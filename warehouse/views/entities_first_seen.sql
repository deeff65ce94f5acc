-- mart.entities_first_seen: one row per company, agency or body, newest first, with the night that first brought a report naming it. It
-- answers whom nobody had named before this month. New to us is not new: a report of old years that a backfill brings is first
-- seen on the day of the backfill (first_named says when it was published). What a newer reader finds in a report of last
-- year counts from the day of that report: mart.answers_changed has it.
create view mart.entities_first_seen as
with spelling as (
    select distinct entity, entity_key, company
    from mart.named_company
),
-- versions that a newer one replaced count: a correction does not make a name new
seen as (
    select
        spelling.entity,
        source.name as outlet,
        reading.title,
        report.url,
        version.known_from as day,
        row_number() over (
            partition by spelling.entity
            order by version.known_from, reading.published_day, claim.claim_id
        ) as ordinal
    from spelling
    join core.claim
        on claim.company = spelling.company
        and claim.details ->> 'entity' is not distinct from spelling.entity_key
    join mart.last_claim using (claim_no)
    join core.version on version.version_id = claim.version_id
    join core.report using (report_id)
    join core.source using (source_key)
    join core.reading on reading.reading_id = claim.reading_id
    cross join mart.horizon
    where mart.is_known(version.known_from, null, version.opened_run, null, horizon.run_no, horizon.day)
        and not exists (select from mart.held_version where held_version.version_id = version.version_id)
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
join mart.companies using (entity)
cross join mart.horizon
where seen.ordinal = 1
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
