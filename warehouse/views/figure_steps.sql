-- mart.figure_steps: one row per figure in a report that goes back to another one, beside the figure of the same kind at its origin. The
-- counterpart is the same number where the origin has it, else the nearest of the same type, subtype and money, first at the
-- same place, that no other figure of the report repeats. Behind mart.figure_step.
-- Both readings must be firm: a misreading is no change. An intake in one report is the dispatch of another.
create function mart.figure_steps(of_reports text[]) returns table (
    claim_id text,
    origin_claim_id text,
    report_id text,
    origin_report_id text,
    type text,
    subtype text,
    place text,
    number_here text,
    number_at_origin text,
    quote_here text,
    quote_at_origin text,
    change text
)
language sql
stable
as $$
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
        where (of_reports is null or known_claim.report_id = any(of_reports))
            and known_claim.is_firm
            and (known_claim.value_min is not null or known_claim.value_max is not null or known_claim.magnitude is not null)
    ),
    told as (
        select figure.* from figure where report_id <> origin_report_id
    ),
    repeated as (
        -- figures of the origin that the report has as they are
        select distinct on (told.claim_id) told.claim_id, told.report_id, origin.claim_id as origin_claim_id
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
    taken as (
        select report_id, array_agg(origin_claim_id) as origin_claim_ids
        from repeated
        group by report_id
    ),
    -- apart, and against lists: joined with all pairs at once it would be planned for one row
    other as materialized (
        select told.*, coalesce(taken.origin_claim_ids, '{}') as taken_claim_ids
        from told
        left join taken on taken.report_id = told.report_id
        where not exists (select from repeated where repeated.claim_id = told.claim_id)
    ),
    differing as (
        select distinct on (other.claim_id) other.claim_id, origin.claim_id as origin_claim_id
        from other
        join figure as origin
            on origin.report_id = other.origin_report_id
            and origin.type = other.type
            and origin.subtype is not distinct from other.subtype
            and origin.country is not distinct from other.country
            and origin.period is not distinct from other.period
        where origin.claim_id <> all(other.taken_claim_ids)
        order by
            other.claim_id,
            (origin.place is not distinct from other.place) desc,
            (origin.currency is not distinct from other.currency) desc,
            abs(ln((greatest(origin.size, 0.01) / greatest(other.size, 0.01))::double precision)),
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
    left join figure as origin on origin.claim_id = paired.origin_claim_id
$$;
comment on function mart.figure_steps(text[]) is 'Figures of copies beside those at their origin, of these reports: name a copy together with its origin. Null: of all';
