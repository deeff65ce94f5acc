-- mart.conditions_and_incidents: one row per event, an incident or a condition of work and life, with every claim that tells it.
-- It answers what happened to people and how they live. Several stories of one happening are one row; what one place
-- suffers is not said of another, and a place without a row is one that nobody reported on. Numbers are bounds, never added.
create view mart.conditions_and_incidents as
with claimed as materialized (
    -- what is asked for and no more: with their words they are written to disk
    select
        known_claim.claim_no,
        known_claim.claim_id,
        known_claim.type,
        known_claim.subtype,
        known_claim.polarity,
        known_claim.scope,
        known_claim.is_firm,
        known_claim.place,
        known_claim.country,
        known_claim.admin1,
        known_claim.value_min,
        known_claim.value_max,
        known_claim."precision",
        known_claim.unit,
        coalesce(known_claim.unit ~ '(workers|people|persons)$', false) as is_people,
        known_claim.event_start,
        known_claim.event_end,
        known_claim.event_basis,
        known_claim.part_of,
        known_claim.report_id,
        known_claim.origin_report_id,
        known_claim.story_id,
        known_claim.event_id,
        known_claim.known_from
    from mart.known_claim
    where known_claim.type in ('incident', 'condition')
),
-- what a copy tells of its origin's is one happening with it
copied as (
    select copy.claim_no, min(said.event_id) as event_id
    from claimed as copy
    join claimed as said
        on said.report_id = copy.origin_report_id
        and said.type = copy.type
        and said.polarity = copy.polarity
    where copy.report_id <> copy.origin_report_id
        and (said.subtype, said.country, said.admin1) is not distinct from (copy.subtype, copy.country, copy.admin1)
    group by copy.claim_no
),
told as (
    select
        claimed.*,
        coalesce(copied.event_id, claimed.event_id) as happening_id,
        copied.claim_no is null
            and claimed.part_of is null
            and (claimed.value_min is not null or claimed.value_max is not null) as has_bound
    from claimed
    left join copied using (claim_no)
),
counted as (
    select
        happening_id as event_id,
        type,
        -- a strike that turns violent is a riot for the next outlet: the name that most witnesses use
        mode() within group (order by subtype) as subtype,
        array_agg(distinct subtype order by subtype) as told_as,
        (array_agg(place order by length(place) desc, place))[1] as place,
        -- of one claim, the one that dates it most narrowly: a copy may date it by another day
        (array_agg(event_start order by event_basis = 'published', event_end - event_start nulls last, claim_id))[1] as event_start,
        (array_agg(event_end order by event_basis = 'published', event_end - event_start nulls last, claim_id))[1] as event_end,
        (array_agg(value_min order by value_min nulls first, claim_id) filter (where has_bound))[1] as low,
        (array_agg(value_max order by value_max desc nulls first, claim_id) filter (where has_bound))[1] as high,
        (array_agg(value_min order by value_min nulls first, claim_id) filter (where has_bound and is_people))[1] as people_low,
        (array_agg(value_max order by value_max desc nulls first, claim_id) filter (where has_bound and is_people))[1] as people_high,
        min(unit) filter (where has_bound) as unit,
        bool_or("precision" = 'approx') as is_about,
        count(distinct origin_report_id) as origins,
        count(distinct story_id) as stories,
        count(distinct report_id) as reports,
        min(known_from) as first_known,
        array_agg(distinct polarity order by polarity) as polarities,
        bool_or(scope = 'new') as is_new,
        bool_or(is_firm) as is_firm,
        array_agg(claim_id order by claim_id) as claim_ids
    from told
    group by happening_id, type
),
-- of all at once: asked of each happening by itself it takes longer than all the rest
noted as (
    select distinct on (told.happening_id, told.type)
        told.happening_id as event_id,
        told.type,
        format('%s %s: %s', notices.outlet, notices.first_day, concat_ws(', ', notices.kind, notices.quote)) as note
    from mart.notices
    join told using (report_id)
    order by told.happening_id, told.type, notices.first_day desc, notices.notice_id
)
select
    counted.event_id,
    counted.type,
    counted.subtype,
    counted.place,
    counted.event_start,
    counted.event_end,
    mart.value_text(
        counted.low, counted.high, case when counted.is_about then 'approx' end, null, coalesce(counted.unit, ''), null, null
    ) as value,
    mart.value_text(
        counted.people_low, counted.people_high, case when counted.is_about then 'approx' end, null, 'people', null, null
    ) as people_affected,
    counted.origins,
    counted.first_known,
    noted.note as latest_version_note,
    counted.claim_ids,
    counted.told_as,
    counted.low,
    counted.high,
    counted.unit,
    counted.stories,
    counted.reports,
    counted.polarities,
    counted.is_new,
    counted.is_firm,
    counted.is_firm and counted.is_new and 'affirmed' = any(counted.polarities) as is_default
from counted
left join noted using (event_id, type)
order by counted.event_start desc nulls last, counted.event_id, counted.type;
comment on view mart.conditions_and_incidents is 'Incidents (riot, death, escape, ...) and conditions (hours, confinement, ...), one row per event whoever tells it; begin with is_default. A place without a row is one that nobody reported on';
comment on column mart.conditions_and_incidents.event_id is 'Event: the same however many tell it';
comment on column mart.conditions_and_incidents.type is 'incident or condition';
comment on column mart.conditions_and_incidents.subtype is 'riot, death, escape, hours, confinement, ...: the name that most claims use; null: none is said';
comment on column mart.conditions_and_incidents.place is 'Finest place that a claim names; null: none is said';
comment on column mart.conditions_and_incidents.event_start is 'First day on which it may have happened, by the narrowest claim; null: the texts give none';
comment on column mart.conditions_and_incidents.event_end is 'Last day on which it may have happened, by the narrowest claim; null: the texts give none, or it lasts';
comment on column mart.conditions_and_incidents.value is 'What is counted, as a person writes it: people dead or hurt, hours a day; the widest bounds any witness states; null without a number';
comment on column mart.conditions_and_incidents.people_affected is 'People it is said of, the widest bounds; null where no number of people is stated';
comment on column mart.conditions_and_incidents.origins is 'Independent witnesses; copies add none';
comment on column mart.conditions_and_incidents.first_known is 'Day on which the first of these claims was known';
comment on column mart.conditions_and_incidents.latest_version_note is 'The last that became of a report behind it: corrected, withdrawn or gone, with the outlet''s words; null: nothing';
comment on column mart.conditions_and_incidents.claim_ids is 'Every claim behind the row, copies included';
comment on column mart.conditions_and_incidents.told_as is 'Every subtype that claims use for it';
comment on column mart.conditions_and_incidents.low is 'Smallest lower bound, in unit; null: none, or a claim is open below';
comment on column mart.conditions_and_incidents.high is 'Largest upper bound, in unit; null: none, or a claim is open above';
comment on column mart.conditions_and_incidents.unit is 'What is counted; null without a number';
comment on column mart.conditions_and_incidents.stories is 'Stories that tell it';
comment on column mart.conditions_and_incidents.reports is 'Reports that tell it, copies included';
comment on column mart.conditions_and_incidents.polarities is 'How it is told: affirmed, negated, denied, unverified, reported_future';
comment on column mart.conditions_and_incidents.is_new is 'True if a claim tells it as news; false: only as background';
comment on column mart.conditions_and_incidents.is_firm is 'True if one of the readings is trusted without a second look';
comment on column mart.conditions_and_incidents.is_default is 'True for rows to begin with: a firm reading, news, and affirmed by a claim';
