-- mart.demographics: one row per place, half-year, attribute, value, polarity, scope, firmness and word of change. It answers who is
-- said to be sent: sex, age, marital status, party, where from. Values stay in the words of the report ("40대", "forties");
-- it counts witnesses, never people, and is no share of anybody. Most such readings are not firm: see is_firm.
create view mart.demographics as
with claim as materialized (
    select
        known_claim.*,
        not_counted.claim_no is null as is_counted
    from mart.known_claim
    left join mart.not_counted
        on not_counted.claim_no = known_claim.claim_no
    where known_claim.demographic is not null
        or known_claim.type = 'demographic'
),
trait as (
    select claim.*, told.key as attribute, told.value
    from claim
    cross join lateral jsonb_each_text(
        case when claim.demographic is json object then claim.demographic::jsonb else '{}'::jsonb end
    ) as told
    union all
    select claim.*, claim.details ->> 'attribute', claim.details ->> 'value'
    from claim
    where claim.details ? 'attribute'
    union all
    select claim.*, 'group', claim.demographic
    from claim
    where claim.demographic is not json object
    union all
    select claim.*, 'origin_region', region
    from claim
    cross join lateral unnest(claim.origin) as region
    where claim.type = 'demographic'
        and region <> 'KP'
)
select
    place,
    make_date(extract(year from event_end)::integer, case when extract(month from event_end) <= 6 then 1 else 7 end, 1) as half_year,
    case
        when attribute in ('age', 'age_band') then 'age_band'
        when attribute in ('origin', 'origin_region') then 'origin_region'
        when attribute = 'background' and value = 'party' then 'party'
        else attribute
    end as attribute,
    value,
    (array_agg(distinct quote order by quote))[1:3] as wording,
    polarity,
    count(distinct origin_report_id) as origins,
    details ->> 'change_word' as change_word,
    array_agg(distinct claim_id order by claim_id) as claim_ids,
    country,
    scope,
    is_firm,
    is_firm and scope = 'new' and polarity = 'affirmed' as is_default,
    count(distinct story_id) as stories,
    count(distinct report_id) as reports
from trait
group by place, half_year, 3, value, polarity, details ->> 'change_word', country, scope, is_firm
having bool_or(is_counted)
order by place, half_year, attribute, value, change_word, is_default desc, polarity, scope, is_firm, country;
comment on view mart.demographics is 'Who is said to be sent, by place and half-year: sex, age, marital status, party, where from, in the words of the reports. Counts witnesses, never people, and is no share of anybody';
comment on column mart.demographics.place is 'Finest place it is said of, as a chain; null: no place is said';
comment on column mart.demographics.half_year is 'First day of the half-year in which it was so, or was published where the text gives no time; null: none';
comment on column mart.demographics.attribute is 'sex, age_band, marital, party, origin_region or another trait the report names';
comment on column mart.demographics.value is 'The trait: female, male, married, unmarried; ages as written; regions as chains';
comment on column mart.demographics.wording is 'Up to three of the quotes it was read from';
comment on column mart.demographics.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.demographics.origins is 'Independent witnesses; copies add none';
comment on column mart.demographics.change_word is 'The word that says it is new: now, even, no longer, as written; null: none';
comment on column mart.demographics.claim_ids is 'Every claim behind the row, copies included';
comment on column mart.demographics.country is 'ISO 3166 code of that place; null for WORLD and regions';
comment on column mart.demographics.scope is 'new, or background: how it was before';
comment on column mart.demographics.is_firm is 'True if the readings are trusted without a second look';
comment on column mart.demographics.is_default is 'True for rows to begin with: firm, new and affirmed';
comment on column mart.demographics.stories is 'Stories that tell it';
comment on column mart.demographics.reports is 'Reports that tell it, copies included';
