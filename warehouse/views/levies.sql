-- mart.levies: one row per claim of a fee, bribe, quota, fund or deduction that somebody pays, as written. It answers what a worker or a
-- company has to pay for the work, to whom and for what. Amounts are never converted, averaged or added up. A copy has no
-- row where its origin says as much; origins and claim_ids count all who state the same amount of the same kind and country.
create view mart.levies as
with levy as materialized (
    select
        known_claim.*,
        case when cardinality(known_claim.places) = 1 then coalesce(known_claim.country, known_claim.place) else mart.countries_of(known_claim.places) end
            as host,
        not_counted.claim_no is null as is_counted
    from mart.known_claim
    left join mart.not_counted
        on not_counted.claim_no = known_claim.claim_no
        and not_counted.type in ('levy', 'wage')
    where known_claim.type = 'levy'
        or known_claim.type = 'wage' and known_claim.subtype = 'deduction'
),
same as (
    select
        jsonb_build_array(host, subtype, value_min, value_max, currency, unit, period, polarity) as what,
        count(distinct origin_report_id) as origins,
        count(distinct report_id) as reports,
        array_agg(claim_id order by claim_id) as claim_ids
    from levy
    group by 1
),
-- apart, for a question for default rows alone would be planned as if there were one
told as materialized (
    select levy.*, same.origins, same.reports, same.claim_ids
    from levy
    join same
        on same.what
            = jsonb_build_array(
                levy.host, levy.subtype, levy.value_min, levy.value_max, levy.currency, levy.unit, levy.period, levy.polarity
            )
    where levy.is_counted
)
select
    told.details ->> 'payer' as payer,
    told.details ->> 'payee' as payee,
    coalesce(told.details ->> 'purpose', replace(told.subtype, '_', ' ')) as purpose,
    mart.value_text(told.value_min, told.value_max, told."precision", told.magnitude, told.unit, told.currency, null) as amount,
    told.currency,
    coalesce(told.period, 'once') as period_or_once,
    told.place,
    case when told.event_end - told.event_start <= 31 then date_trunc('month', told.event_end::timestamp)::date end as month,
    told.origins,
    told.claim_id,
    told.value_min,
    told.value_max,
    told.unit,
    told.subtype,
    told.reports,
    told.claim_ids,
    told.polarity,
    told.scope,
    told.is_firm,
    told.is_firm and told.scope = 'new' and told.polarity = 'affirmed' as is_default,
    told.outlet,
    told.quote
from told
order by purpose, month, told.place, told.claim_id;
comment on view mart.levies is 'Fees, bribes, quotas, funds and deductions that a worker or a company is said to pay: one row per claim, as written. Never converted, averaged or added up';
comment on column mart.levies.payer is 'Who pays: worker, host firm, agency, as far as the text says; null: not said';
comment on column mart.levies.payee is 'Who is paid, as written; null: not said';
comment on column mart.levies.purpose is 'What it is paid for, as far as the text says; else its kind: bribe, fee, quota, loyalty fund, deduction';
comment on column mart.levies.amount is 'The amount as a person writes it; null where none is stated';
comment on column mart.levies.currency is 'ISO 4217 as written; null: none or undecided';
comment on column mart.levies.period_or_once is 'month, year, day or hour as written; once: a single amount, or no period is said';
comment on column mart.levies.place is 'Finest place it is said of, as a chain; null: no place is said';
comment on column mart.levies.month is 'First day of the month in which it was so, or was published where the text gives no time; null: a span of more than 31 days, or none';
comment on column mart.levies.origins is 'Independent witnesses that state this amount of this kind and country; copies add none';
comment on column mart.levies.claim_id is 'Claim';
comment on column mart.levies.value_min is 'Lower bound, in currency per period; null: none';
comment on column mart.levies.value_max is 'Upper bound, in currency per period; null: none';
comment on column mart.levies.unit is 'Of what: per worker, total, percent; null: not said';
comment on column mart.levies.subtype is 'bribe, fee, quota, loyalty_fund or deduction';
comment on column mart.levies.reports is 'Reports that state this amount, copies included';
comment on column mart.levies.claim_ids is 'Every claim of this amount, copies included';
comment on column mart.levies.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.levies.scope is 'new, or background: an old figure retold';
comment on column mart.levies.is_firm is 'True if the reading is trusted without a second look';
comment on column mart.levies.is_default is 'True for rows to begin with: firm, new and affirmed';
comment on column mart.levies.outlet is 'Who published it';
comment on column mart.levies.quote is 'The words it was read from';
