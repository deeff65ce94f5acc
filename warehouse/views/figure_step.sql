-- mart.figure_step: one row per figure in a report that goes back to another one, beside the figure of the same kind at its origin. The
-- counterpart is the same number where the origin has it, else the nearest of the same type, subtype and money, first at the
-- same place, that no other figure of the report repeats. Behind mart.number_drift, mart.story_tree and mart.figure_provenance.
-- Both readings must be firm: a misreading is no change. An intake in one report is the dispatch of another.
create view mart.figure_step as
with figure as (
    select
        known_claim.claim_id,
        known_claim.report_id,
        known_claim.origin_report_id,
        known_claim.type,
        replace(known_claim.subtype, 'intake', 'dispatch') as subtype,
        known_claim.place,
        known_claim.country,
        known_claim.value_min,
        known_claim.value_max,
        known_claim."precision",
        known_claim.magnitude,
        known_claim.unit,
        known_claim.currency,
        known_claim.period,
        known_claim.quote,
        known_claim.quote_start,
        coalesce(known_claim.value_min, known_claim.value_max, 10.0 ^ known_claim.magnitude) as size
    from mart.known_claim
    where known_claim.is_firm
        and (known_claim.value_min is not null or known_claim.value_max is not null or known_claim.magnitude is not null)
),
told as (
    select figure.* from figure where report_id <> origin_report_id
),
repeated as (
    -- figures of the origin that the report has as they are
    select distinct on (told.claim_id) told.claim_id, origin.claim_id as origin_claim_id
    from told
    join figure as origin
        on origin.report_id = told.origin_report_id
        and origin.type = told.type
        and origin.subtype is not distinct from told.subtype
        and origin.value_min is not distinct from told.value_min
        and origin.value_max is not distinct from told.value_max
        and origin.magnitude is not distinct from told.magnitude
        and origin.currency is not distinct from told.currency
        and origin.period is not distinct from told.period
    order by told.claim_id, (origin.place is not distinct from told.place) desc, origin.quote_start, origin.claim_id
),
differing as (
    select distinct on (told.claim_id) told.claim_id, origin.claim_id as origin_claim_id
    from told
    join figure as origin
        on origin.report_id = told.origin_report_id
        and origin.type = told.type
        and origin.subtype is not distinct from told.subtype
        and origin.country is not distinct from told.country
        and origin.period is not distinct from told.period
    where not exists (select from repeated where repeated.claim_id = told.claim_id)
        and not exists (
            select from repeated
            join told as sibling using (claim_id)
            where repeated.origin_claim_id = origin.claim_id
                and sibling.report_id = told.report_id
        )
    order by
        told.claim_id,
        (origin.place is not distinct from told.place) desc,
        (origin.currency is not distinct from told.currency) desc,
        abs(ln((greatest(origin.size, 0.01) / greatest(told.size, 0.01))::double precision)),
        origin.quote_start,
        origin.claim_id
),
paired as (
    select claim_id, origin_claim_id from repeated
    union all
    select claim_id, origin_claim_id from differing
)
select
    told.claim_id,
    paired.origin_claim_id,
    told.report_id,
    told.origin_report_id,
    told.type,
    told.subtype,
    told.place,
    mart.value_text(told.value_min, told.value_max, told."precision", told.magnitude, told.unit, told.currency, told.period) as number_here,
    mart.value_text(origin.value_min, origin.value_max, origin."precision", origin.magnitude, origin.unit, origin.currency, origin.period)
        as number_at_origin,
    told.quote as quote_here,
    origin.quote as quote_at_origin,
    case
        when origin.claim_id is null then 'new'
        when told.currency is distinct from origin.currency then 'currency'
        when (told.value_min, told.value_max, told.magnitude) is not distinct from (origin.value_min, origin.value_max, origin.magnitude)
            then case when told.unit is distinct from origin.unit and told.currency is null then 'unit' end
        when told.magnitude is not null or origin.magnitude is not null
            then case when told.magnitude is null then 'made exact' else 'made vague' end
        when told.size = origin.size
            and (told.value_min is null, told.value_max is null) is distinct from (origin.value_min is null, origin.value_max is null)
            then 'lost bound'
        when coalesce(origin.value_min, origin.value_max) <> 0
            and log(10, greatest(told.size, 0.01) / greatest(origin.size, 0.01)) in (-4, -3, -2, -1, 1, 2, 3, 4)
            then 'magnitude slip'
        when told.size = round(origin.size, 1 - length(trunc(greatest(origin.size, 1))::text)) then 'rounded'
        when told.size = round(origin.size, 2 - length(trunc(greatest(origin.size, 1))::text)) then 'rounded'
        else 'number'
    end as change
from told
left join paired using (claim_id)
left join figure as origin on origin.claim_id = paired.origin_claim_id;
comment on view mart.figure_step is 'Figures of reports that go back to another one, beside the figure at their origin; behind mart.number_drift, mart.story_tree and mart.figure_provenance';
comment on column mart.figure_step.claim_id is 'Claim in the copy, rewrite or translation';
comment on column mart.figure_step.origin_claim_id is 'Claim at the origin it is compared with; null: the origin has none of this kind';
comment on column mart.figure_step.report_id is 'Report';
comment on column mart.figure_step.origin_report_id is 'Its origin';
comment on column mart.figure_step.type is 'Kind of the figure';
comment on column mart.figure_step.subtype is 'Finer kind; an intake is told as a dispatch';
comment on column mart.figure_step.place is 'Finest place it is about';
comment on column mart.figure_step.number_here is 'The number as a person writes it';
comment on column mart.figure_step.number_at_origin is 'The number at the origin; null: none of this kind';
comment on column mart.figure_step.quote_here is 'The words here';
comment on column mart.figure_step.quote_at_origin is 'The words at the origin';
comment on column mart.figure_step.change is 'rounded, magnitude slip, unit, currency, lost bound, made exact, made vague, number (another one), new (the origin has none of this kind); null: nothing changed';
