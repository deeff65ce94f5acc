-- mart.headcount_by_place_quarter: one row per country, admin1, quarter, subtype, polarity, scope and firmness of claims that count
-- people. It answers how many workers were reported in a province by quarter. Rows are never added up: a country row is
-- no sum of its provinces, one witness may stand in many rows, and low and high are the smallest and largest bounds that any
-- witness stated. is_default tells the rows to begin with: firm, new, affirmed, a plan where the subtype is one.
create view mart.headcount_by_place_quarter as
-- kept apart, so that a question for one place does not change how its claims are found
with headcount as materialized (
    select
        known_claim.claim_id,
        known_claim.subtype,
        known_claim.polarity,
        known_claim.scope,
        known_claim.is_firm,
        known_claim.value_min,
        known_claim.value_max,
        known_claim."precision",
        known_claim.magnitude,
        known_claim.origin_report_id,
        known_claim.story_id,
        known_claim.report_id,
        known_claim.known_from,
        case when cardinality(known_claim.places) = 1 then coalesce(known_claim.country, known_claim.place) else mart.countries_of(known_claim.places) end
            as host,
        case when cardinality(known_claim.places) = 1 then known_claim.admin1 else mart.admin1_of(known_claim.places) end as province,
        not_counted.claim_no is null as is_counted,
        date_trunc('quarter', coalesce(known_claim.event_start, known_claim.event_end)::timestamp) as first_quarter,
        -- what began and has no end was so until it was published
        date_trunc(
            'quarter', coalesce(known_claim.event_end, greatest(known_claim.event_start, known_claim.published_day))::timestamp
        ) as last_quarter,
        -- a day of publication dates what is there, never what was, is planned or reckoned over years
        known_claim.event_basis is distinct from 'published' or coalesce(known_claim.subtype, 'present') in ('present', 'seen_at_event') as is_dated
    from mart.known_claim
    left join mart.not_counted
        on not_counted.claim_no = known_claim.claim_no
        and not_counted.type = 'headcount'
    where known_claim.type = 'headcount'
        and (known_claim.unit is null or known_claim.unit like any (array['%workers', '%people', '%persons']))
),
in_quarter as (
    select
        headcount.*,
        is_counted and (value_min is not null or value_max is not null) as has_bound,
        quarter::date as quarter,
        is_dated and first_quarter < last_quarter as is_spread
    from headcount
    left join lateral generate_series(first_quarter, last_quarter, interval '3 months') as quarter on is_dated
)
select
    host as country,
    province as admin1,
    quarter,
    subtype,
    (array_agg(value_min order by value_min nulls first, claim_id) filter (where has_bound))[1] as low,
    (array_agg(value_max order by value_max desc nulls first, claim_id) filter (where has_bound))[1] as high,
    (array_agg(claim_id order by value_min nulls first, claim_id) filter (where has_bound))[1] as low_basis,
    (array_agg(claim_id order by value_max desc nulls first, claim_id) filter (where has_bound))[1] as high_basis,
    count(distinct origin_report_id) filter (where is_counted and "precision" = 'exact') as exact_n,
    count(distinct origin_report_id) filter (where is_counted)
        - count(distinct origin_report_id) filter (where has_bound) as vague_n,
    max(magnitude) as max_magnitude,
    count(distinct origin_report_id) as origins,
    count(distinct story_id) as stories,
    count(distinct report_id) as reports,
    max(known_from) as newest_known_from,
    array_agg(claim_id order by claim_id) as claim_ids,
    polarity,
    scope,
    is_firm,
    is_firm
        and scope = 'new'
        and subtype is distinct from 'illustrative'
        and polarity = case when subtype in ('planned_dispatch', 'forecast') then 'reported_future' else 'affirmed' end as is_default,
    coalesce(bool_or(is_spread), false) as spread
from in_quarter
group by host, province, quarter, subtype, polarity, scope, is_firm
having bool_or(is_counted)
order by country, admin1, quarter, subtype, is_default desc, polarity, scope, is_firm;
comment on view mart.headcount_by_place_quarter is 'How many workers were reported where, by quarter: ranges and witnesses, one row per subtype, polarity, scope and firmness; begin with is_default. Rows are never added up, and a quarter without a row is one that nobody reported on, not one without workers';
comment on column mart.headcount_by_place_quarter.country is 'ISO 3166 code, WORLD or a region; several that one number is said of stay together ("CN, RU"); null: no place is said';
comment on column mart.headcount_by_place_quarter.admin1 is 'First level below the country, several together ("Jilin, Liaoning"); null: said of the country, which is no sum of its provinces';
comment on column mart.headcount_by_place_quarter.quarter is 'First day of a quarter in which it was so; null: the text gives no time. A number said to be present without a time is of the day of publication';
comment on column mart.headcount_by_place_quarter.subtype is 'present, before, peak, cumulative, planned_dispatch, ...: different things, never compared in one sum; null: not said';
comment on column mart.headcount_by_place_quarter.low is 'Smallest lower bound any witness stated, people; null: none, or a counted claim is open below';
comment on column mart.headcount_by_place_quarter.high is 'Largest upper bound any witness stated, people; null: none, or a counted claim is open above';
comment on column mart.headcount_by_place_quarter.low_basis is 'Claim that states low, or that leaves it open; null: no claim states a bound';
comment on column mart.headcount_by_place_quarter.high_basis is 'Claim that states high, or that leaves it open; null: no claim states a bound';
comment on column mart.headcount_by_place_quarter.exact_n is 'Witnesses that state an exact number';
comment on column mart.headcount_by_place_quarter.vague_n is 'Witnesses that give no bound ("thousands", or no number at all); they are in neither low nor high';
comment on column mart.headcount_by_place_quarter.max_magnitude is 'Largest order of magnitude of the vague ones: 3 for thousands; null if there is none';
comment on column mart.headcount_by_place_quarter.origins is 'Independent witnesses; copies add none';
comment on column mart.headcount_by_place_quarter.stories is 'Stories that tell it';
comment on column mart.headcount_by_place_quarter.reports is 'Reports that tell it, copies included';
comment on column mart.headcount_by_place_quarter.newest_known_from is 'Day on which the newest of these claims became known';
comment on column mart.headcount_by_place_quarter.claim_ids is 'Every claim behind the row, copies and parts of a whole included: mart.not_counted says which of them no bound is taken from';
comment on column mart.headcount_by_place_quarter.polarity is 'affirmed, negated (none there), denied, unverified or reported_future';
comment on column mart.headcount_by_place_quarter.scope is 'new, or background: an old figure retold';
comment on column mart.headcount_by_place_quarter.is_firm is 'True if the readings are trusted without a second look';
comment on column mart.headcount_by_place_quarter.is_default is 'True for rows to begin with: firm, new, no illustration, and affirmed (planned, where the subtype is a plan)';
comment on column mart.headcount_by_place_quarter.spread is 'True if a claim of the row covers more than this quarter; it stands in each of them';
