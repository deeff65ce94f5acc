-- mart.companies: one row per company, agency or body named in claims at the horizon: an entry of the curated list, or a name with its
-- spellings. It answers who is named, by how many witnesses, as what. No list of offenders: a name that is only denied stands
-- here too (denials, affirmed_origins), and firms that bear one name without being on the list are one row (see places).
create view kept.companies_at_horizon as
select
    coalesce(entity.name, mode() within group (order by named_company.company)) as name,
    array_agg(distinct named_company.company order by named_company.company) as aliases,
    entity.country,
    array_agg(distinct named_company.subtype order by named_company.subtype)
        filter (where named_company.type = 'company' and named_company.subtype not like '%count') as roles,
    count(distinct named_company.origin_report_id) as origins,
    count(distinct named_company.report_id) as reports,
    min(named_company.published_day) as first_named,
    max(named_company.published_day) as last_named,
    count(distinct named_company.origin_report_id) filter (where named_company.polarity in ('denied', 'negated')) as denials,
    count(distinct named_company.event_id) filter (where named_company.type = 'enforcement' and named_company.polarity = 'affirmed') as official_actions,
    (
        select array_agg(distinct sector order by sector)
        from unnest(array_agg(array_to_string(named_company.sectors, ','))) as listed
        cross join lateral unnest(string_to_array(listed, ',')) as sector
        where sector <> ''
    ) as sectors,
    array_agg(distinct named_company.place order by named_company.place) filter (where named_company.place is not null) as places,
    array_agg(
        distinct concat_ws(' ', replace(named_company.subtype, '_', ' '), named_company.event_start)
        order by concat_ws(' ', replace(named_company.subtype, '_', ' '), named_company.event_start)
    ) filter (where named_company.subtype in ('us_designation', 'un_designation') and named_company.polarity = 'affirmed') as sanctioned_in,
    array_agg(named_company.claim_id order by named_company.claim_id) as claim_ids,
    named_company.entity,
    entity.kind,
    entity.is_checked,
    entity.source,
    entity.note,
    count(distinct named_company.story_id) as stories,
    count(distinct named_company.origin_report_id) filter (where named_company.polarity = 'affirmed') as affirmed_origins,
    array_agg(distinct named_company.type order by named_company.type) as types,
    bool_or(named_company.is_firm) as is_firm,
    min(named_company.known_from) as first_known
from mart.named_company
left join core.entity on entity.entity_key = named_company.entity_key
group by named_company.entity, entity.entity_key;
create materialized view kept.companies as
select * from kept.companies_at_horizon;
-- long lists: to press them at each publication takes longer than to write them
alter materialized view kept.companies
    alter column claim_ids set storage external,
    alter column claim_ids set statistics 0;
create unique index companies_entity on kept.companies (entity);
create view mart.companies as
select companies.*
from kept.companies
where (select is_current from kept.as_kept)
union all
select companies_at_horizon.*
from kept.companies_at_horizon
where not (select is_current from kept.as_kept)
order by origins desc, name, entity;
comment on view mart.companies is 'Companies, agencies and bodies that reports name: by how many witnesses, as what, where; filter origins >= 2. No list of offenders: denials stand beside and are never subtracted, and a name that is not on the curated list may be borne by several firms';
comment on column mart.companies.name is 'Name in the document that lists it, or its most frequent spelling';
comment on column mart.companies.aliases is 'Spellings in the reports, in any script, the one shown as name included where it is used';
comment on column mart.companies.country is 'Country it sits in; null if it is not on the curated list';
comment on column mart.companies.roles is 'employer, dispatching_agency, intermediary, client, retailer_supply_chain: as what it is named; null: it is named otherwise (types)';
comment on column mart.companies.origins is 'Independent witnesses that name it, whatever they say of it; copies add none';
comment on column mart.companies.reports is 'Reports that name it, copies included';
comment on column mart.companies.first_named is 'Day on which the first of these reports was published; null: not dated';
comment on column mart.companies.last_named is 'Day on which the last of these reports was published; null: not dated';
comment on column mart.companies.denials is 'Witnesses in which something about it is denied or negated; shown beside, never subtracted';
comment on column mart.companies.official_actions is 'Actions of states or the UN that name it: mart.enforcement';
comment on column mart.companies.sectors is 'Sectors of work in these claims; null: none is named';
comment on column mart.companies.places is 'Places of these claims, the finest of each; null: none is named';
comment on column mart.companies.sanctioned_in is 'Designations that reports tell of, list and day; null: none is told. No check against the lists themselves';
comment on column mart.companies.claim_ids is 'Every claim that names it, of every polarity, copies included';
comment on column mart.companies.entity is 'Key in the curated list, or "as written:" and what its spellings have in common';
comment on column mart.companies.kind is 'What the document that lists it names it as; null if it is not on the list';
comment on column mart.companies.is_checked is 'True if somebody read the name in that document; null if it is not on the list';
comment on column mart.companies.source is 'Document that names it; null if it is not on the list';
comment on column mart.companies.note is 'What to know before citing it: who denies it, who alone says so, names that look alike; null if it is not on the list';
comment on column mart.companies.stories is 'Stories that name it';
comment on column mart.companies.affirmed_origins is 'Independent witnesses that affirm something of it';
comment on column mart.companies.types is 'Kinds of these claims';
comment on column mart.companies.is_firm is 'True if one of the readings is trusted without a second look';
comment on column mart.companies.first_known is 'Day on which the first of these claims was known';
