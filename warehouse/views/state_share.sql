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
        not_counted.claim_no is null as is_counted,
        coalesce(known_claim.place, '') as at
    from mart.known_claim
    left join mart.not_counted
        on not_counted.claim_no = known_claim.claim_no
        and not_counted.type = 'wage'
    where known_claim.type = 'wage'
        and known_claim.subtype in ('gross', 'received_by_worker', 'state_share', 'state_revenue_per_worker')
        and (known_claim.value_min is not null or known_claim.value_max is not null)
        and (known_claim.unit is null or known_claim.unit in ('percent', 'per worker', 'per head'))
),
marked as (
    select
        money.*,
        money.subtype = 'gross' and money.is_share is not true and money.polarity = 'affirmed' as is_gross,
        money.subtype = 'received_by_worker' and money.is_share is not true and money.polarity = 'affirmed' as is_received
    from money
),
-- two wages of one place are of two groups, and no share can be given to one of them; by windows, for a join would be planned
-- for one row
beside as (
    select
        marked.*,
        count(*) filter (where is_gross) over of_the_group = 1 as has_gross,
        min(value_min) filter (where is_gross) over of_the_group as only_gross_min,
        min(value_max) filter (where is_gross) over of_the_group as only_gross_max,
        min(currency) filter (where is_gross) over of_the_group as gross_currency,
        min(period) filter (where is_gross) over of_the_group as gross_period,
        min(claim_id) filter (where is_gross) over of_the_group as only_gross_claim_id,
        bool_and(is_firm) filter (where is_gross) over of_the_group as gross_is_firm,
        count(*) filter (where is_received) over of_the_group = 1 as has_received,
        min(value_min) filter (where is_received) over of_the_group as only_received_min,
        min(value_max) filter (where is_received) over of_the_group as only_received_max,
        min(currency) filter (where is_received) over of_the_group as received_currency,
        min(period) filter (where is_received) over of_the_group as received_period,
        min(claim_id) filter (where is_received) over of_the_group as only_received_claim_id
    from marked
    window of_the_group as (partition by version_id, at)
),
fitting as (
    select
        beside.*,
        has_gross and (is_share or (gross_currency, gross_period) is not distinct from (currency, period)) is true as is_gross_fit
    from beside
    where subtype in ('state_share', 'state_revenue_per_worker')
),
in_money as (
    select
        fitting.*,
        coalesce(currency, case when is_gross_fit then gross_currency end) as money_currency,
        coalesce(period, case when is_gross_fit then gross_period end) as money_period
    from fitting
),
received_fit as (
    select
        in_money.*,
        has_received and (received_currency, received_period) is not distinct from (money_currency, money_period) as is_received_fit
    from in_money
),
kept as (
    select
        received_fit.*,
        case when is_gross_fit then only_gross_min end as gross_min,
        case when is_gross_fit then only_gross_max end as gross_max,
        case when is_gross_fit then only_gross_claim_id end as gross_claim_id,
        case when is_received_fit then only_received_min end as received_min,
        case when is_received_fit then only_received_max end as received_max,
        case when is_received_fit then only_received_claim_id end as received_claim_id,
        jsonb_build_array(host, subtype, value_min, value_max, currency, period, polarity) as what
    from received_fit
),
witness as (
    select what, count(distinct origin_report_id) as origins, count(distinct report_id) as reports
    from kept
    group by what
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
    join witness on witness.what = kept.what
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
