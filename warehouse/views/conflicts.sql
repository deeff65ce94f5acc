-- mart.conflicts: one row per pair of firm, new claims on the same place, period and subtype from different origins whose intervals do
-- not overlap, or of which one affirms what the other negates or denies. It puts the two beside each other with their words; it
-- averages nothing and says of neither that it is wrong. A vague number ("thousands") conflicts with no number. Of each two
-- values one pair of witnesses stands here, those known first; all others are in mart.known_claim. Two claims speak of one
-- period if their intervals share a quarter; one that only its day of publication dates speaks of the quarter it appeared in.
-- Movements and incidents that the text dates must be able to be of one day: two arrivals of one quarter contradict nothing.
create view kept.conflicts_at_horizon as
with figure as materialized (
    select
        known_claim.claim_no,
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
        known_claim.polarity,
        case
            when known_claim.polarity in ('negated', 'denied') then 'no'
            when known_claim.polarity = 'reported_future' then 'planned'
            else 'yes'
        end as side,
        case
            when known_claim.type in ('movement', 'incident') and known_claim.event_basis is distinct from 'published'
                then daterange(known_claim.event_start, known_claim.event_end, '[]')
        end as happened,
        known_claim.company,
        array_to_string(known_claim.demographic || known_claim.sectors, ', ') as who,
        known_claim.report_id,
        known_claim.origin_report_id,
        known_claim.attribution,
        known_claim.quote,
        known_claim.known_from,
        told.first_day,
        told.last_day,
        -- in one text: a sort by six columns takes several times as long
        concat_ws(
            E'\t', known_claim.place, known_claim.type, coalesce(known_claim.subtype, ''), coalesce(known_claim.currency, ''),
            coalesce(known_claim.period, '')
        ) as subject,
        concat_ws(E'\t', known_claim.report_id, known_claim.type, coalesce(known_claim.subtype, ''), known_claim.place) as said_in,
        concat_ws(E'\t', known_claim.origin_report_id, known_claim.type, coalesce(known_claim.subtype, ''), known_claim.place) as copied_from
    from mart.known_claim
    cross join lateral (
        select
            coalesce(known_claim.event_start, known_claim.event_end, known_claim.published_day, known_claim.known_from) as first_day,
            coalesce(known_claim.event_end, known_claim.event_start, known_claim.published_day, known_claim.known_from) as last_day
    ) as told
    where known_claim.type in ('headcount', 'movement', 'wage', 'revenue', 'levy', 'visa', 'incident')
        and known_claim.is_firm
        and known_claim.scope = 'new'
        and known_claim.place is not null
        -- the part of a group is no rival of the whole, and a span of years is no period to compare
        and known_claim.part_of is null
        and known_claim.subtype is distinct from 'illustrative'
        and told.last_day - told.first_day <= 366
),
-- values are compared, not witnesses, of whom one may have thousands; by number, for there are millions of pairs
valued as (
    select
        figure.claim_no,
        figure.claim_id,
        figure.known_from,
        figure.origin_report_id,
        figure.unit,
        figure.side,
        figure.value_min,
        figure.value_max,
        figure.happened,
        quarter::date as quarter,
        dense_rank() over (order by subject, quarter) as subject_no,
        dense_rank() over (order by subject, quarter, side, unit, value_min, value_max) as value_no
    from figure
    cross join lateral generate_series(
        date_trunc('quarter', figure.first_day::timestamp), figure.last_day::timestamp, interval '3 months'
    ) as quarter
    where (value_min is not null or value_max is not null or side = 'no')
        -- what a copy gives otherwise than its origin is no second witness: mart.number_drift
        and not exists (
            select from figure as origin
            where origin.said_in = figure.copied_from
                and figure.report_id <> figure.origin_report_id
        )
),
-- one claim for each value and origin, the one known first
told_by as (
    select distinct on (value_no, origin_report_id) *
    from valued
    order by value_no, origin_report_id, known_from, claim_id
),
ranked as (
    select told_by.*, row_number() over (partition by value_no, happened order by known_from, claim_id) as witness
    from told_by
),
-- two witnesses stand for all of a value and day: the first may be that of the other value too
standing as materialized (
    select *
    from ranked
    where witness <= 2
),
pair as (
    select distinct on (a.value_no, b.value_no)
        a.claim_no as a_claim_no,
        b.claim_no as b_claim_no,
        a.quarter
    from standing as a
    join standing as b on b.subject_no = a.subject_no
    where (
        -- numbers of one side that no number satisfies both of
        a.value_max < b.value_min
        and a.side = b.side
        and a.side <> 'no'
        or
        -- "no workers were sent" against "500 were sent"
        a.side = 'no'
        and b.side = 'yes'
        and (a.value_min is null and a.value_max is null or numrange(a.value_min, a.value_max, '[]') && numrange(b.value_min, b.value_max, '[]'))
    )
    and (b.unit is not distinct from a.unit or a.side = 'no' and a.unit is null)
    and b.origin_report_id <> a.origin_report_id
    -- two arrivals of one quarter are two arrivals, unless their days may be the same
    and coalesce(a.happened && b.happened, true)
    order by a.value_no, b.value_no, greatest(a.known_from, b.known_from), a.claim_id, b.claim_id
),
once as materialized (
    -- a pair that shares several quarters is one conflict, in the first of them
    select a_claim_no, b_claim_no, min(quarter) as quarter
    from pair
    group by a_claim_no, b_claim_no
),
noted as (
    select claim_id, string_agg(note, '; ' order by reviewed_at) as note, min(reviewed_at) as first_at
    from mart.judgement
    group by claim_id
),
-- each claim once, though it stands in many pairs
stated as materialized (
    select
        figure.claim_no,
        figure.claim_id,
        figure.type,
        figure.subtype,
        figure.place,
        figure.value_min,
        figure.value_max,
        figure."precision",
        figure.side,
        figure.polarity,
        figure.company,
        figure.who,
        figure.origin_report_id,
        figure.attribution,
        figure.quote,
        figure.known_from,
        coalesce(
            mart.value_text(
                figure.value_min, figure.value_max, figure."precision", figure.magnitude, figure.unit, figure.currency, figure.per
            ),
            figure.polarity
        ) as value,
        noted.note,
        noted.first_at as noted_at
    from figure
    left join noted using (claim_id)
    where claim_no in (select a_claim_no from once union all select b_claim_no from once)
)
select
    a.place,
    once.quarter as period,
    a.type,
    a.subtype,
    a.value as a_value,
    b.value as b_value,
    round(b.value_min / nullif(a.value_max, 0), 2) as ratio,
    a.polarity as a_polarity,
    b.polarity as b_polarity,
    a.origin_report_id as a_origin,
    b.origin_report_id as b_origin,
    a.attribution as a_attribution,
    b.attribution as b_attribution,
    a.quote as a_quote,
    b.quote as b_quote,
    a.known_from as a_known_from,
    b.known_from as b_known_from,
    explained.explanation,
    array[a.claim_id, b.claim_id] as claim_ids,
    explained.explanation is not null as is_explained
from once
join stated as a on a.claim_no = once.a_claim_no
join stated as b on b.claim_no = once.b_claim_no
cross join lateral (
    select coalesce(
        case
            when a.side = b.side
                and 'approx' in (a."precision", b."precision")
                and b.value_min <= 1.1 * a.value_max
                then 'one of them is rounded'
            when a.company <> b.company then 'they name different firms'
            when num_nonnulls(a.company, b.company) = 1
                then 'one counts those of a single firm: ' || coalesce(a.company, b.company)
            when a.who <> b.who
                then 'they may count different groups: ' || coalesce(nullif(a.who, ''), 'all') || '; ' || coalesce(nullif(b.who, ''), 'all')
        end,
        nullif(case when a.noted_at > b.noted_at then concat_ws('; ', b.note, a.note) else concat_ws('; ', a.note, b.note) end, '')
    ) as explanation
) as explained;
create materialized view kept.conflicts as
select * from kept.conflicts_at_horizon;
create unique index conflicts_claim_ids on kept.conflicts (claim_ids);
-- they are too many to be sorted each time
create index conflicts_in_order on kept.conflicts (is_explained, place, period, type, subtype, claim_ids);
cluster kept.conflicts using conflicts_in_order;
analyze kept.conflicts;
create view mart.conflicts as
select
    place,
    period,
    type,
    subtype,
    a_value,
    b_value,
    ratio,
    a_polarity,
    b_polarity,
    a_origin,
    b_origin,
    a_attribution,
    b_attribution,
    a_quote,
    b_quote,
    a_known_from,
    b_known_from,
    explanation,
    claim_ids
from (
    select conflicts.*
    from kept.conflicts
    where (select is_current from kept.as_kept)
    union all
    select conflicts_at_horizon.*
    from kept.conflicts_at_horizon
    where not (select is_current from kept.as_kept)
) as beside
order by is_explained, place, period, type, subtype, claim_ids;
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
