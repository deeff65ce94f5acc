-- mart.conflicts: one row per pair of firm, new claims on the same place, period and subtype from different origins whose intervals do
-- not overlap, or of which one affirms what the other negates or denies. It puts the two beside each other with their words; it
-- averages nothing and says of neither that it is wrong. A vague number ("thousands") conflicts with no number. Of each two
-- values one pair of witnesses stands here, those known first; all others are in mart.known_claim. Two claims speak of one
-- period if their intervals share a quarter; one that only its day of publication dates speaks of the quarter it appeared in.
-- Movements and incidents that the text dates must be able to be of one day: two arrivals of one quarter contradict nothing.
create view mart.conflicts as
with figure as (
    select
        known_claim.claim_id,
        known_claim.type,
        known_claim.subtype,
        known_claim.place,
        known_claim.value_min,
        known_claim.value_max,
        known_claim."precision",
        known_claim.magnitude,
        known_claim.unit,
        known_claim.currency,
        known_claim.period as per,
        case
            when known_claim.polarity in ('negated', 'denied') then 'no'
            when known_claim.polarity = 'reported_future' then 'planned'
            else 'yes'
        end as side,
        known_claim.polarity,
        known_claim.company,
        array_to_string(known_claim.demographic || known_claim.sectors, ', ') as who,
        case
            when known_claim.type in ('movement', 'incident') and known_claim.event_basis is distinct from 'published'
                then daterange(known_claim.event_start, known_claim.event_end, '[]')
        end as happened,
        known_claim.report_id,
        known_claim.origin_report_id,
        known_claim.attribution,
        known_claim.quote,
        known_claim.known_from,
        quarter.first_day::date as quarter
    from mart.known_claim
    cross join lateral (
        select
            coalesce(known_claim.event_start, known_claim.event_end, known_claim.published_day, known_claim.known_from) as first_day,
            coalesce(known_claim.event_end, known_claim.event_start, known_claim.published_day, known_claim.known_from) as last_day
    ) as told
    cross join lateral generate_series(
        date_trunc('quarter', told.first_day), told.last_day, interval '3 months'
    ) as quarter (first_day)
    where known_claim.type in ('headcount', 'movement', 'wage', 'revenue', 'levy', 'visa', 'incident')
        and known_claim.is_firm
        and known_claim.scope = 'new'
        and known_claim.place is not null
        -- the part of a group is no rival of the whole, and a span of years is no period to compare
        and known_claim.part_of is null
        and known_claim.subtype is distinct from 'illustrative'
        and told.last_day - told.first_day <= 366
),
told_by as (
    -- one claim for each value and origin, the one known first
    select distinct on (type, subtype, place, quarter, unit, currency, per, side, value_min, value_max, origin_report_id) figure.*
    from figure
    where (value_min is not null or value_max is not null or side = 'no')
        -- what a copy gives otherwise than its origin is no second witness: mart.number_drift
        and not exists (
            select from figure as origin
            where figure.report_id <> figure.origin_report_id
                and origin.report_id = figure.origin_report_id
                and origin.type = figure.type
                and coalesce(origin.subtype, '') = coalesce(figure.subtype, '')
                and origin.place = figure.place
        )
    order by
        type, subtype, place, quarter, unit, currency, per, side, value_min, value_max, origin_report_id, known_from, claim_id
),
pair as (
    select distinct on (a.type, a.subtype, a.place, a.quarter, a.unit, a.side, b.side, a.value_min, a.value_max, b.value_min, b.value_max)
        a.type,
        a.subtype,
        a.place,
        a.quarter,
        a.claim_id as a_claim_id,
        b.claim_id as b_claim_id,
        a.value_min as a_min,
        a.value_max as a_max,
        a."precision" as a_precision,
        a.side as a_side,
        a.company as a_company,
        a.who as a_who,
        a.polarity as a_polarity,
        a.origin_report_id as a_origin,
        a.attribution as a_attribution,
        a.quote as a_quote,
        a.known_from as a_known_from,
        a.magnitude as a_magnitude,
        a.unit as a_unit,
        a.currency,
        a.per,
        b.value_min as b_min,
        b.value_max as b_max,
        b."precision" as b_precision,
        b.side as b_side,
        b.company as b_company,
        b.who as b_who,
        b.polarity as b_polarity,
        b.origin_report_id as b_origin,
        b.attribution as b_attribution,
        b.quote as b_quote,
        b.known_from as b_known_from,
        b.magnitude as b_magnitude,
        b.unit as b_unit
    from told_by as a
    join told_by as b
        on b.type = a.type
        and coalesce(b.subtype, '') = coalesce(a.subtype, '')
        and b.place = a.place
        and b.quarter = a.quarter
        and b.origin_report_id <> a.origin_report_id
        and (b.unit is not distinct from a.unit or a.side = 'no' and a.unit is null)
        and b.currency is not distinct from a.currency
        and b.per is not distinct from a.per
    -- two arrivals of one quarter are two arrivals, unless their days may be the same
    where coalesce(a.happened && b.happened, true)
    and ((
        -- numbers of one side that no number satisfies both of
        a.side = b.side
        and a.side <> 'no'
        and (a.value_max < b.value_min)
    )
    or (
        -- "no workers were sent" against "500 were sent"
        a.side = 'no'
        and b.side = 'yes'
        and (a.value_min is null and a.value_max is null or numrange(a.value_min, a.value_max, '[]') && numrange(b.value_min, b.value_max, '[]'))
    ))
    order by
        a.type, a.subtype, a.place, a.quarter, a.unit, a.side, b.side, a.value_min, a.value_max, b.value_min, b.value_max,
        greatest(a.known_from, b.known_from), a.claim_id, b.claim_id
),
once as (
    -- a pair that shares several quarters is one conflict, in the first of them
    select distinct on (a_claim_id, b_claim_id) *
    from pair
    order by a_claim_id, b_claim_id, quarter
),
explained as (
    select
        once.place,
        once.quarter as period,
        once.type,
        once.subtype,
        coalesce(
            mart.value_text(once.a_min, once.a_max, once.a_precision, once.a_magnitude, once.a_unit, once.currency, once.per), once.a_polarity
        ) as a_value,
        coalesce(
            mart.value_text(once.b_min, once.b_max, once.b_precision, once.b_magnitude, once.b_unit, once.currency, once.per), once.b_polarity
        ) as b_value,
        round(once.b_min / nullif(once.a_max, 0), 2) as ratio,
        once.a_polarity,
        once.b_polarity,
        once.a_origin,
        once.b_origin,
        once.a_attribution,
        once.b_attribution,
        once.a_quote,
        once.b_quote,
        once.a_known_from,
        once.b_known_from,
        coalesce(
            case
                when once.a_side = once.b_side
                    and 'approx' in (once.a_precision, once.b_precision)
                    and once.b_min <= 1.1 * once.a_max
                    then 'one of them is rounded'
                when once.a_company <> once.b_company then 'they name different firms'
                when num_nonnulls(once.a_company, once.b_company) = 1
                    then 'one counts those of a single firm: ' || coalesce(once.a_company, once.b_company)
                when once.a_who <> once.b_who
                    then 'they may count different groups: ' || coalesce(nullif(once.a_who, ''), 'all') || '; ' || coalesce(nullif(once.b_who, ''), 'all')
            end,
            judged.note
        ) as explanation,
        array[once.a_claim_id, once.b_claim_id] as claim_ids
    from once
    left join lateral (
        select string_agg(judgement.note, '; ' order by judgement.reviewed_at, judgement.claim_id) as note
        from mart.judgement
        where judgement.claim_id in (once.a_claim_id, once.b_claim_id)
    ) as judged on true
)
select explained.*
from explained
order by explanation is not null, place, period, type, subtype, claim_ids;
comment on view mart.conflicts is 'Pairs of claims that contradict each other: same place, quarter and subtype, different origins. It says of neither that it is wrong, and averages nothing; different dates, sets or units within one quarter may explain a pair';
comment on column mart.conflicts.place is 'Finest place of both, as a chain';
comment on column mart.conflicts.period is 'First day of the first quarter that both speak of';
comment on column mart.conflicts.type is 'Kind of both';
comment on column mart.conflicts.subtype is 'Finer kind of both: present, planned_dispatch, ...';
comment on column mart.conflicts.a_value is 'The smaller number, or the claim that there are none (its polarity where it states no number)';
comment on column mart.conflicts.b_value is 'The larger number, or the one that affirms';
comment on column mart.conflicts.ratio is 'Lower bound of b divided by upper bound of a; null where one of them has no such bound';
comment on column mart.conflicts.a_polarity is 'affirmed, unverified or reported_future, or negated or denied where the two differ in that';
comment on column mart.conflicts.b_polarity is 'affirmed, unverified or reported_future';
comment on column mart.conflicts.a_origin is 'Report that is the witness of a';
comment on column mart.conflicts.b_origin is 'Report that is the witness of b; always another one';
comment on column mart.conflicts.a_attribution is 'Who says a, as written; null: the outlet';
comment on column mart.conflicts.b_attribution is 'Who says b, as written; null: the outlet';
comment on column mart.conflicts.a_quote is 'The words of a';
comment on column mart.conflicts.b_quote is 'The words of b';
comment on column mart.conflicts.a_known_from is 'Day from which a was held';
comment on column mart.conflicts.b_known_from is 'Day from which b was held';
comment on column mart.conflicts.explanation is 'What a rule (rounding, a single firm, different groups) or the note of a person who judged one of the claims says of it; null: nobody explained it. Those stand first';
comment on column mart.conflicts.claim_ids is 'The two claims, a first';
