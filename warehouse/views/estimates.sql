-- mart.estimates: one row per claim that is a total of a country, a region or the world, side by side. It answers which totals
-- compete, who states each and of which year: bodies whose totals differ threefold mostly speak of different years or of
-- different sets of countries. Nothing is averaged, and no total here is the true one. A copy has no row where its origin
-- says as much; repeats counts it. Published figures of the same place and years stand beside a row and are counted with nothing.
create view mart.estimates as
-- kept apart, so that a question for one place does not change how its claims are found
with total as materialized (
    select
        known_claim.*,
        case when cardinality(known_claim.places) = 1 then coalesce(known_claim.country, known_claim.place) else mart.countries_of(known_claim.places) end
            as host,
        jsonb_build_array(
            trim_scale(known_claim.value_min), trim_scale(known_claim.value_max), known_claim.magnitude
        ) as figure,
        not_counted.claim_no is null as is_counted
    from mart.known_claim
    left join mart.not_counted
        on not_counted.claim_no = known_claim.claim_no
        and not_counted.type = 'headcount'
    where known_claim.type = 'headcount'
        and coalesce(known_claim.subtype, 'present') in ('present', 'before', 'peak', 'cumulative', 'forecast')
        and (known_claim.unit is null or known_claim.unit like any (array['%workers', '%people', '%persons']))
        and (known_claim.value_min is not null or known_claim.value_max is not null or known_claim.magnitude is not null)
        and known_claim.company is null
        and known_claim.demographic is null
        and known_claim.place is not null
        and known_claim.admin1 is null
        and (cardinality(known_claim.places) = 1 or mart.admin1_of(known_claim.places) is null)
),
once_a_report as (
    select
        total.*,
        row_number() over (partition by host, figure, report_id order by claim_id) = 1 as is_first_in_report,
        row_number() over (partition by host, figure, origin_report_id order by claim_id) = 1 as is_first_of_origin,
        first_value(url) over in_order as first_url
    from total
    window in_order as (partition by host, figure order by published_day, scope = 'background', report_id <> origin_report_id, report_id)
),
retold as (
    select
        once_a_report.*,
        count(*) filter (where is_first_of_origin) over (partition by host, figure) as origins,
        count(*) filter (
            where is_first_in_report
                and (scope = 'background' or report_id <> origin_report_id)
        ) over (
            partition by host, figure
            order by published_day, scope = 'background', report_id <> origin_report_id, report_id
            groups between 1 following and unbounded following
        ) as repeats
    from once_a_report
),
published_figure as materialized (
    select *
    from mart.reference_figures
    where type = 'headcount'
)
select
    host as place,
    value_min,
    value_max,
    "precision",
    mart.period_text(event_start, event_end) as reference_period,
    attribution as stated_by,
    attribution_kind,
    first_url as first_report,
    origin_report_id as origin_id,
    scope,
    repeats,
    'claim' as kind,
    origins,
    subtype,
    polarity,
    is_firm,
    is_firm
        and sectors = '{}'
        and polarity = case subtype when 'forecast' then 'reported_future' else 'affirmed' end as is_default,
    magnitude,
    mart.value_text(value_min, value_max, "precision", magnitude, unit, null, null) as value,
    event_start,
    event_end,
    event_basis,
    sectors,
    outlet,
    published_day,
    quote,
    known_from,
    claim_id,
    (
        select jsonb_agg(
            jsonb_build_object(
                'figure_key', figure.figure_key, 'said_by', figure.said_by, 'subtype', figure.subtype,
                'value', mart.value_text(figure.value_min, figure.value_max, figure."precision", null, figure.unit, null, null),
                'first_year', figure.first_year, 'last_year', figure.last_year
            )
            order by figure.last_year, figure.published_by, figure.figure_key
        )
        from published_figure as figure
        where figure.place = retold.host
            and coalesce(figure.first_year, figure.last_year) <= extract(year from coalesce(retold.event_end, retold.event_start))
            and coalesce(figure.last_year, figure.first_year) >= extract(year from coalesce(retold.event_start, retold.event_end))
    ) as reference_figures
from retold
where is_counted
order by kind, place, coalesce(event_end, event_start), published_day, claim_id;
comment on view mart.estimates is 'Competing totals of a country, a region or the world, one row per claim, in the order of the time they speak of. Begin with is_default; compare within one place, subtype and reference period; nothing is averaged and none is the true one';
comment on column mart.estimates.place is 'ISO 3166 code, WORLD, WORLD except CN or a region; several that one total is of stay together ("CN, RU")';
comment on column mart.estimates.value_min is 'Lower bound as stated, people; null: none';
comment on column mart.estimates.value_max is 'Upper bound as stated, people; null: none';
comment on column mart.estimates."precision" is 'How the number was worded: exact, approx, at_least, at_most, less_than, more_than, range or vague';
comment on column mart.estimates.reference_period is 'Time it speaks of, as far as the text says; the day of publication where event_basis is published; null: none';
comment on column mart.estimates.stated_by is 'Who says it, as written; null: the outlet itself or not said';
comment on column mart.estimates.attribution_kind is 'state, un, ngo, company, named_person, anonymous or outlet; null: not said';
comment on column mart.estimates.first_report is 'Address of the first report held that has this figure of this place, whatever year it is said of';
comment on column mart.estimates.origin_id is 'Report at the root of the copies: the witness of this row';
comment on column mart.estimates.scope is 'new, or background: an old figure retold';
comment on column mart.estimates.repeats is 'Reports published after this one that copy the figure of this place, or retell it as background';
comment on column mart.estimates.kind is 'claim: read in a report';
comment on column mart.estimates.origins is 'Independent witnesses that state this figure of this place, whatever year they say it of';
comment on column mart.estimates.subtype is 'present, before, peak, cumulative or forecast; null: not said';
comment on column mart.estimates.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.estimates.is_firm is 'True if the reading is trusted without a second look';
comment on column mart.estimates.is_default is 'True for rows to begin with: firm, of no single sector, and affirmed (a forecast: expected); of either scope, for an old total retold competes with the others';
comment on column mart.estimates.magnitude is 'Order of magnitude of a vague number: 3 for thousands; null otherwise';
comment on column mart.estimates.value is 'The number as a person writes it';
comment on column mart.estimates.event_start is 'First day it speaks of; null: open or not given';
comment on column mart.estimates.event_end is 'Last day it speaks of; null: open or not given';
comment on column mart.estimates.event_basis is 'What that time was read from; published: the text gives none';
comment on column mart.estimates.sectors is 'Sectors it is limited to; empty: of all';
comment on column mart.estimates.outlet is 'Who published it';
comment on column mart.estimates.published_day is 'Day of publication';
comment on column mart.estimates.quote is 'The words it was read from';
comment on column mart.estimates.known_from is 'Day from which the warehouse held it';
comment on column mart.estimates.claim_id is 'Claim';
comment on column mart.estimates.reference_figures is 'Published figures of this place that speak of one of its years, the oldest first; they stand beside and are never counted with claims; null: none, or none says its year. All of them: mart.reference_figures';
