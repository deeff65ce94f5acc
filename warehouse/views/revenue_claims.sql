-- mart.revenue_claims: one row per claim of a sum that labour abroad, or a contract or a theft, brought. It answers what it is said to
-- earn the state, by whom and for which year. The warehouse never multiplies heads by wages. Begin with is_default, which
-- leaves out contracts and thefts; nothing is converted and rows are never added up.
create view mart.revenue_claims as
with sum_of_money as materialized (
    select
        known_claim.*,
        case when cardinality(known_claim.places) = 1 then coalesce(known_claim.country, known_claim.place) else mart.countries_of(known_claim.places) end
            as host,
        not_counted.claim_no is null as is_counted
    from mart.known_claim
    left join mart.not_counted
        on not_counted.claim_no = known_claim.claim_no
        and not_counted.type in ('revenue', 'wage')
    where (known_claim.type = 'revenue' or known_claim.type = 'wage' and known_claim.subtype = 'state_revenue')
        and (known_claim.value_min is not null or known_claim.value_max is not null)
),
numbered as (
    select
        sum_of_money.*,
        row_number() over (partition by host, currency, period, value_min, value_max, report_id order by claim_id) = 1 as is_first_in_report,
        row_number() over (partition by host, currency, period, value_min, value_max, origin_report_id order by claim_id) = 1
            as is_first_of_origin
    from sum_of_money
),
retold as (
    select
        numbered.*,
        count(*) filter (where is_first_of_origin) over (partition by host, currency, period, value_min, value_max) as origins,
        count(*) filter (
            where is_first_in_report
                and (scope = 'background' or report_id <> origin_report_id)
        ) over (
            partition by host, currency, period, value_min, value_max
            order by published_day, scope = 'background', report_id <> origin_report_id, report_id
            groups between 1 following and unbounded following
        ) as retold_n
    from numbered
)
select
    host as place,
    extract(year from coalesce(event_end, event_start))::integer as year,
    currency,
    value_min,
    value_max,
    attribution as stated_by,
    origins,
    scope,
    retold_n,
    claim_id,
    period as per,
    subtype,
    attribution_kind,
    "precision",
    event_basis,
    polarity,
    is_firm,
    is_firm and scope = 'new' and polarity = 'affirmed' and subtype = 'state_revenue' as is_default,
    outlet,
    published_day,
    quote
from retold
where is_counted
order by place, year, currency, published_day, claim_id;
comment on view mart.revenue_claims is 'What labour abroad is said to earn the state: one row per claim of a sum, as written, with who says it and how often it was retold. Never heads times wages; rows are never added up';
comment on column mart.revenue_claims.place is 'ISO 3166 code of the country it is earned in, WORLD or a region; null: no place is said';
comment on column mart.revenue_claims.year is 'Year it speaks of, the last of several; the year of publication where event_basis is published; null: none';
comment on column mart.revenue_claims.currency is 'ISO 4217 as written; null: undecided';
comment on column mart.revenue_claims.value_min is 'Lower bound as stated, in currency per period; null: none';
comment on column mart.revenue_claims.value_max is 'Upper bound as stated, in currency per period; null: none';
comment on column mart.revenue_claims.stated_by is 'Who says it, as written; null: the outlet itself or not said';
comment on column mart.revenue_claims.origins is 'Independent witnesses that state this sum of this place; copies add none';
comment on column mart.revenue_claims.scope is 'new, or background: an old figure retold';
comment on column mart.revenue_claims.retold_n is 'Reports published after this one that copy the sum, or retell it as background';
comment on column mart.revenue_claims.claim_id is 'Claim';
comment on column mart.revenue_claims.per is 'year, month or another period as written; null: a single sum';
comment on column mart.revenue_claims.subtype is 'state_revenue, contract or theft: different things';
comment on column mart.revenue_claims.attribution_kind is 'state, un, ngo, company, named_person, anonymous or outlet; null: not said';
comment on column mart.revenue_claims."precision" is 'How the number was worded';
comment on column mart.revenue_claims.event_basis is 'What the year was read from; published: the text gives none';
comment on column mart.revenue_claims.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.revenue_claims.is_firm is 'True if the reading is trusted without a second look';
comment on column mart.revenue_claims.is_default is 'True for rows to begin with: firm, new, affirmed sums that the state earns';
comment on column mart.revenue_claims.outlet is 'Who published it';
comment on column mart.revenue_claims.published_day is 'Day of publication';
comment on column mart.revenue_claims.quote is 'The words it was read from';
