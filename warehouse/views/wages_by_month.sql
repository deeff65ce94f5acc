-- mart.wages_by_month: one row per country, sector, month, wage subtype, currency, period, polarity, scope and firmness of claims that
-- state an amount per person. It answers what was paid, by whom reports say, month by month. Nothing is converted, neither
-- currency nor period; subtypes are different things (what a firm pays, what a worker sees) and rows are never added up or
-- averaged. A claim that names two sectors stands in both. Shares in percent are in mart.state_share.
create view mart.wages_by_month as
-- kept apart, so that a question for one place does not change how its claims are found
with wage as materialized (
    select
        known_claim.claim_id,
        known_claim.subtype,
        known_claim.polarity,
        known_claim.scope,
        known_claim.is_firm,
        known_claim.value_min,
        known_claim.value_max,
        known_claim.currency,
        known_claim.period,
        known_claim.sectors,
        known_claim.quote,
        known_claim.origin_report_id,
        known_claim.story_id,
        known_claim.report_id,
        case when cardinality(known_claim.places) = 1 then coalesce(known_claim.country, known_claim.place) else mart.countries_of(known_claim.places) end
            as host,
        not_counted.claim_no is null as is_counted,
        date_trunc('month', coalesce(known_claim.event_start, known_claim.event_end)::timestamp) as first_month,
        -- what began and has no end was so until it was published
        date_trunc(
            'month', coalesce(known_claim.event_end, greatest(known_claim.event_start, known_claim.published_day))::timestamp
        ) as last_month
    from mart.known_claim
    left join mart.not_counted
        on not_counted.claim_no = known_claim.claim_no
        and not_counted.type = 'wage'
    where known_claim.type = 'wage'
        and (known_claim.value_min is not null or known_claim.value_max is not null)
        and (known_claim.unit is null or known_claim.unit in ('per worker', 'per head'))
        -- totals and comparisons are no pay of one person, however they are read
        and coalesce(known_claim.subtype, '') not in ('state_revenue', 'arrears_total', 'relative')
),
in_month as (
    select
        wage.*,
        sector,
        month::date as month,
        coalesce(first_month < last_month, false) as is_spread
    from wage
    left join lateral unnest(sectors) as sector on true
    left join lateral generate_series(first_month, last_month, interval '1 month') as month on true
)
select
    host as country,
    sector,
    month,
    subtype,
    currency,
    (array_agg(value_min order by value_min nulls first, claim_id) filter (where is_counted))[1] as low,
    (array_agg(value_max order by value_max desc nulls first, claim_id) filter (where is_counted))[1] as high,
    count(*) filter (where is_counted) as n_claims,
    count(distinct origin_report_id) as origins,
    period as per,
    (array_agg(quote order by value_min, claim_id) filter (where is_counted))[1:3] as as_written_examples,
    array_agg(claim_id order by claim_id) as claim_ids,
    polarity,
    scope,
    is_firm,
    is_firm and scope = 'new' and polarity = 'affirmed' as is_default,
    count(distinct story_id) as stories,
    count(distinct report_id) as reports,
    bool_or(is_spread) as spread
from in_month
group by host, sector, month, subtype, currency, period, polarity, scope, is_firm
having bool_or(is_counted)
order by country, sector, month, subtype, currency, per, is_default desc, polarity, scope, is_firm;
comment on view mart.wages_by_month is 'What was paid per person, month by month, as written: ranges and witnesses, one row per country, sector, subtype, currency and period; begin with is_default. Nothing is converted, added up or averaged; an hourly wage has no monthly row';
comment on column mart.wages_by_month.country is 'ISO 3166 code, WORLD or a region; several that one amount is said of stay together ("CN, RU"); null: no place is said';
comment on column mart.wages_by_month.sector is 'Sector of work; a claim that names two stands in both; null: none is named';
comment on column mart.wages_by_month.month is 'First day of a month of which it is said; of the day of publication where the text gives no time; null: neither is known';
comment on column mart.wages_by_month.subtype is 'gross, received_by_worker, state_revenue_per_worker, deduction, paid_by_host_firm, chinese_worker_wage, ...: whose money it is; null: not said';
comment on column mart.wages_by_month.currency is 'ISO 4217 as written; null: undecided';
comment on column mart.wages_by_month.low is 'Smallest lower bound any witness stated, in currency per period; null: a counted claim is open below';
comment on column mart.wages_by_month.high is 'Largest upper bound any witness stated, in currency per period; null: a counted claim is open above';
comment on column mart.wages_by_month.n_claims is 'Claims that low and high are taken from; copies are none';
comment on column mart.wages_by_month.origins is 'Independent witnesses; copies add none';
comment on column mart.wages_by_month.per is 'month, day, hour or year as written, never converted; null: a single amount';
comment on column mart.wages_by_month.as_written_examples is 'Up to three quotes, the lowest amounts first';
comment on column mart.wages_by_month.claim_ids is 'Every claim behind the row, copies included: mart.not_counted says which of them no bound is taken from';
comment on column mart.wages_by_month.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.wages_by_month.scope is 'new, or background: an old figure retold';
comment on column mart.wages_by_month.is_firm is 'True if the readings are trusted without a second look';
comment on column mart.wages_by_month.is_default is 'True for rows to begin with: firm, new and affirmed';
comment on column mart.wages_by_month.stories is 'Stories that tell it';
comment on column mart.wages_by_month.reports is 'Reports that tell it, copies included';
comment on column mart.wages_by_month.spread is 'True if a claim of the row covers more than this month; it stands in each of them';
