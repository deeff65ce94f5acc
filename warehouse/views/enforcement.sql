-- mart.enforcement: one row per action of a state or the UN against workers, firms or goods. It answers who acted, against whom,
-- when announced and since when, and whether it was undone, as far as reports say. Not a list of sanctions in force: the
-- authority's own list is, and primary_document_url leads there only where that source is read. A denied or only announced
-- action stays, with its polarity.
create view mart.enforcement as
with told as (
    select
        known_claim.*,
        coalesce(instead.event_id, known_claim.event_id) as happening_id,
        coalesce(entity.name, known_claim.company) as target,
        known_claim.details ->> 'entity' as entity_key,
        source.kind as source_kind
    from mart.known_claim
    join core.source using (source_key)
    left join core.entity on entity.entity_key = known_claim.details ->> 'entity'
    left join mart.not_counted
        on not_counted.type = known_claim.type
        and not_counted.claim_no = known_claim.claim_no
    left join mart.known_claim as instead on instead.claim_id = not_counted.instead_claim_id
    where known_claim.type = 'enforcement'
),
delisted as (
    select coalesce(entity_key, lower(target)) as whom, max(event_start) as since_day
    from told
    where subtype = 'delisting'
        and polarity = 'affirmed'
        and target is not null
    group by coalesce(entity_key, lower(target))
),
counted as (
    select
        happening_id as event_id,
        mode() within group (order by subtype) as subtype,
        max(event_start) filter (where event_basis is distinct from 'published') as action_date,
        min(published_day) as announced,
        (array_agg(coalesce(details ->> 'authority', attribution) order by published_day, claim_id)
            filter (where details ? 'authority' or attribution_kind in ('state', 'un')))[1] as authority,
        array_remove(array_agg(distinct target order by target), null) as targets,
        array_remove(array_agg(distinct coalesce(entity_key, lower(target))), null) as whom,
        (array_agg(quote order by published_day, claim_id))[1] as reason_wording,
        (array_agg(details ->> 'status' order by published_day desc, claim_id) filter (where details ? 'status'))[1] as stated_status,
        min(url) filter (where source_kind in ('un', 'government')) as primary_document_url,
        (array_agg(place order by length(place) desc, place))[1] as place,
        (array_agg(value_min order by value_min nulls first, claim_id) filter (where value_min is not null or value_max is not null))[1] as low,
        (array_agg(value_max order by value_max desc nulls first, claim_id) filter (where value_min is not null or value_max is not null))[1] as high,
        min(coalesce(unit, currency)) as unit,
        count(distinct origin_report_id) as origins,
        count(distinct story_id) as stories,
        count(distinct report_id) as reports,
        min(known_from) as first_known,
        array_agg(distinct polarity order by polarity) as polarities,
        bool_or(scope = 'new') as is_new,
        bool_or(is_firm) as is_firm,
        array_agg(claim_id order by claim_id) as claim_ids
    from told
    group by happening_id
)
select
    counted.action_date,
    counted.announced,
    counted.authority,
    case
        when counted.subtype like '%designation' then 'designation'
        when counted.subtype = 'caatsa_detention' then 'detention of goods'
        when counted.subtype in ('indictment', 'criminal_charges') then 'indictment'
        when counted.subtype = 'fine_on_employer' then 'fine'
        else counted.subtype
    end as instrument,
    counted.targets,
    counted.reason_wording,
    case
        when counted.stated_status is not null then counted.stated_status
        when counted.subtype = 'delisting' then 'removed'
        when exists (
            select from delisted
            where delisted.whom = any(counted.whom)
                and delisted.since_day >= coalesce(counted.action_date, counted.announced)
                and counted.subtype like '%designation'
        ) then 'removed'
        when 'affirmed' = any(counted.polarities) then 'in force'
    end as status,
    counted.primary_document_url,
    counted.reports as press_echo,
    counted.claim_ids,
    counted.event_id,
    counted.subtype,
    counted.place,
    counted.low,
    counted.high,
    counted.unit,
    counted.origins,
    counted.stories,
    counted.first_known,
    counted.polarities,
    counted.is_new,
    counted.is_firm,
    counted.is_firm and counted.is_new and 'affirmed' = any(counted.polarities) as is_default
from counted
order by coalesce(counted.action_date, counted.announced) desc nulls last, counted.event_id;
comment on view mart.enforcement is 'Actions of states and the UN (designations, detentions, indictments, fines, deportations, ...), one row each, as reports tell them; begin with is_default. No list of what is in force: look there before citing';
comment on column mart.enforcement.action_date is 'First day on which it may have been done, by the narrowest claim that dates it; null: only its publication is dated';
comment on column mart.enforcement.announced is 'Day on which the first report of it was published; null: not dated';
comment on column mart.enforcement.authority is 'Who acted, as written; null: not said';
comment on column mart.enforcement.instrument is 'designation, seizure, detention of goods, indictment, fine, deportation, delisting, search, ...; null: not said';
comment on column mart.enforcement.targets is 'Companies and bodies named, by the name of the curated list or as written; empty: none is named';
comment on column mart.enforcement.reason_wording is 'Quote of the first report';
comment on column mart.enforcement.status is 'As stated, else removed where a later claim tells of a delisting, else in force as far as claims say; null: no claim affirms it';
comment on column mart.enforcement.primary_document_url is 'Address of a report of a government or the UN that tells it; null: none is read';
comment on column mart.enforcement.press_echo is 'Reports that tell it, copies included';
comment on column mart.enforcement.claim_ids is 'Every claim behind the row, copies included';
comment on column mart.enforcement.event_id is 'Event: the same however many tell it';
comment on column mart.enforcement.subtype is 'Kind as of the claim: us_designation, caatsa_detention, ...; null: not said';
comment on column mart.enforcement.place is 'Finest place that a claim names; null: none is said';
comment on column mart.enforcement.low is 'Smallest lower bound of persons, firms or money, in unit; null: none, or open below';
comment on column mart.enforcement.high is 'Largest upper bound, in unit; null: none, or open above';
comment on column mart.enforcement.unit is 'What is counted, or the currency; null without a number';
comment on column mart.enforcement.origins is 'Independent witnesses; copies add none';
comment on column mart.enforcement.stories is 'Stories that tell it';
comment on column mart.enforcement.first_known is 'Day on which the first of these claims was known';
comment on column mart.enforcement.polarities is 'How it is told: affirmed, negated, denied, unverified, reported_future';
comment on column mart.enforcement.is_new is 'True if a claim tells it as news; false: only as background';
comment on column mart.enforcement.is_firm is 'True if one of the readings is trusted without a second look';
comment on column mart.enforcement.is_default is 'True for rows to begin with: a firm reading, news, and affirmed by a claim';
