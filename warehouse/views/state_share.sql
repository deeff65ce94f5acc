-- mart.state_share: one row per claim of what the state keeps of a wage, as stated; and beside it one more row where arithmetic can be done
-- on it, marked computed, with its operands in claim_ids. Computed is only what one version says of one place and one
-- currency, and only where it states one gross wage there: a share of it as an amount, or an amount as a share of it. No
-- average, and no rate of any country.
create view mart.state_share as
with money as materialized (
    select
        known_claim.*,
        case when cardinality(known_claim.places) = 1 then coalesce(known_claim.country, known_claim.place) else mart.countries_of(known_claim.places) end
            as host,
        known_claim.unit = 'percent' as is_share,
        known_claim.claim_no not in (select not_counted.claim_no from mart.not_counted where not_counted.type = 'wage') as is_counted,
        coalesce(known_claim.place, '') as at
    from mart.known_claim
    where known_claim.type = 'wage'
        and known_claim.subtype in ('gross', 'received_by_worker', 'state_share', 'state_revenue_per_worker')
        and (known_claim.value_min is not null or known_claim.value_max is not null)
        and (known_claim.unit is null or known_claim.unit in ('percent', 'per worker', 'per head'))
),
only_amount as (
    -- two wages of one place are of two groups, and no share can be given to one of them
    select
        version_id,
        at,
        subtype,
        min(value_min) as value_min,
        min(value_max) as value_max,
        min(currency) as currency,
        min(period) as period,
        bool_and(is_firm) as is_firm,
        min(claim_id) as claim_id
    from money
    where subtype in ('gross', 'received_by_worker')
        and is_share is not true
        and polarity = 'affirmed'
    group by version_id, at, subtype
    having count(*) = 1
),
kept as (
    select
        money.*,
        gross.value_min as gross_min,
        gross.value_max as gross_max,
        gross.claim_id as gross_claim_id,
        gross.is_firm as gross_is_firm,
        received.value_min as received_min,
        received.value_max as received_max,
        received.claim_id as received_claim_id,
        coalesce(money.currency, gross.currency) as money_currency,
        coalesce(money.period, gross.period) as money_period
    from money
    left join only_amount as gross
        on gross.version_id = money.version_id
        and gross.at = money.at
        and gross.subtype = 'gross'
        and (
            money.is_share
            or (gross.currency, gross.period) is not distinct from (money.currency, money.period)
        )
    left join only_amount as received
        on received.version_id = money.version_id
        and received.at = money.at
        and received.subtype = 'received_by_worker'
        and (received.currency, received.period)
            is not distinct from (coalesce(money.currency, gross.currency), coalesce(money.period, gross.period))
    where money.subtype in ('state_share', 'state_revenue_per_worker')
),
witness as (
    select
        host,
        subtype,
        value_min,
        value_max,
        currency,
        period,
        polarity,
        count(distinct origin_report_id) as origins,
        count(distinct report_id) as reports
    from kept
    group by host, subtype, value_min, value_max, currency, period, polarity
),
stated as (
    select
        kept.*,
        witness.origins,
        witness.reports,
        'stated' as basis,
        case when is_share then null else kept.value_min end as state_min,
        case when is_share then null else kept.value_max end as state_max,
        case when is_share then kept.value_min end as share_min,
        case when is_share then kept.value_max end as share_max,
        '{}'::text[] as computed_columns
    from kept
    join witness
        on (witness.host, witness.subtype, witness.value_min, witness.value_max, witness.currency, witness.period, witness.polarity)
            is not distinct from (kept.host, kept.subtype, kept.value_min, kept.value_max, kept.currency, kept.period, kept.polarity)
    where kept.is_counted
),
computed as (
    select
        stated.*,
        case when is_share then round(gross_min * share_min / 100, 2) else state_min end as computed_state_min,
        case when is_share then round(gross_max * share_max / 100, 2) else state_max end as computed_state_max,
        case when is_share then share_min else round(100 * state_min / nullif(gross_max, 0), 1) end as computed_share_min,
        case when is_share then share_max else round(100 * state_max / nullif(gross_min, 0), 1) end as computed_share_max
    from stated
    where gross_claim_id is not null
),
both_kinds as (
    select
        stated.claim_id, stated.host, stated.sectors, stated.event_start, stated.event_end, stated.gross_min, stated.gross_max,
        stated.state_min, stated.state_max, stated.share_min, stated.share_max, stated.received_min, stated.received_max,
        stated.basis, stated.origins, stated.gross_claim_id, stated.received_claim_id, stated.money_currency,
        stated.money_period, stated.computed_columns, stated.reports, stated."precision", stated.polarity, stated.scope,
        stated.is_firm, stated.place, stated.quote
    from stated
    union all
    select
        computed.claim_id, computed.host, computed.sectors, computed.event_start, computed.event_end, computed.gross_min,
        computed.gross_max, trim_scale(computed.computed_state_min), trim_scale(computed.computed_state_max),
        trim_scale(computed.computed_share_min), trim_scale(computed.computed_share_max), computed.received_min,
        computed.received_max, 'computed', computed.origins, computed.gross_claim_id, computed.received_claim_id,
        computed.money_currency, computed.money_period,
        case when computed.is_share then array['state_min', 'state_max'] else array['share_min', 'share_max'] end,
        computed.reports, computed."precision", computed.polarity, computed.scope, computed.is_firm and computed.gross_is_firm,
        computed.place, computed.quote
    from computed
)
select
    host as country,
    array_to_string(sectors, ', ') as sector,
    case when event_end - event_start <= 31 then date_trunc('month', event_end::timestamp)::date end as month,
    gross_min,
    gross_max,
    state_min,
    state_max,
    share_min,
    share_max,
    received_min,
    received_max,
    basis,
    origins,
    array_remove(array[claim_id, gross_claim_id, received_claim_id], null) as claim_ids,
    money_currency as currency,
    money_period as per,
    computed_columns,
    reports,
    "precision",
    polarity,
    scope,
    is_firm,
    is_firm and scope = 'new' and polarity = 'affirmed' as is_default,
    place,
    quote,
    claim_id
from both_kinds
order by country, month, place, claim_id, basis desc;
comment on view mart.state_share is 'What the state keeps of a wage: one row per claim as stated, and one more marked computed where the same version states one gross wage of that place and currency. Use basis = stated for what sources say; no rate of a country';
comment on column mart.state_share.country is 'ISO 3166 code, WORLD or a region; null: no place is said';
comment on column mart.state_share.sector is 'Sectors named, together; empty: none';
comment on column mart.state_share.month is 'First day of the month in which it was so, or was published where the text gives no time; null: a span of more than 31 days, or none';
comment on column mart.state_share.gross_min is 'Lower bound of the one gross wage that the version states of that place, in currency per period; null: none, or several';
comment on column mart.state_share.gross_max is 'Upper bound of that wage';
comment on column mart.state_share.state_min is 'Lower bound of what the state takes, in currency per period; null: not stated';
comment on column mart.state_share.state_max is 'Upper bound of what the state takes';
comment on column mart.state_share.share_min is 'Lower bound of the share that the state takes, percent 0 to 100';
comment on column mart.state_share.share_max is 'Upper bound of that share, percent 0 to 100';
comment on column mart.state_share.received_min is 'Lower bound of the one amount that the version says the worker is left with; null: none, or several';
comment on column mart.state_share.received_max is 'Upper bound of that amount';
comment on column mart.state_share.basis is 'stated: every number of the row stands in the report; computed: computed_columns are arithmetic on the others';
comment on column mart.state_share.origins is 'Independent witnesses that state this figure of this country; copies add none';
comment on column mart.state_share.claim_ids is 'The claim, then the gross wage and the amount received beside it: the operands of what is computed';
comment on column mart.state_share.currency is 'ISO 4217 as written; null where only a share is stated';
comment on column mart.state_share.per is 'month, day, hour or year as written';
comment on column mart.state_share.computed_columns is 'Columns that are arithmetic; empty in a stated row';
comment on column mart.state_share.reports is 'Reports that state this figure of this country, copies included';
comment on column mart.state_share."precision" is 'How the share or amount was worded: about half is approx';
comment on column mart.state_share.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.state_share.scope is 'new, or background: an old figure retold';
comment on column mart.state_share.is_firm is 'True if the reading, of a computed row every operand, is trusted without a second look';
comment on column mart.state_share.is_default is 'True for rows to begin with: firm, new and affirmed';
comment on column mart.state_share.place is 'Finest place it is said of, as a chain';
comment on column mart.state_share.quote is 'The words it was read from';
comment on column mart.state_share.claim_id is 'Claim';
