-- mart.public_claim: one row per firm, new claim of the published state as anybody may see it: no quote and no attribution, for both may
-- point at an informant, and no place finer than a city. A place that the gazetteer does not know is shown as its country.
-- For the wide public (p8_public); who must defend a number asks mart.known_claim, which has its words.
create view mart.public_claim as
with place_known as (
    select chain
    from core.place
    where "precision" <> 'zone'
)
select
    published_claim.claim_id,
    published_claim.type,
    published_claim.subtype,
    coalesce(whole.chain, parent.chain, grandparent.chain, published_claim.country) as place,
    published_claim.country,
    published_claim.value_min,
    published_claim.value_max,
    published_claim."precision",
    published_claim.magnitude,
    published_claim.unit,
    published_claim.currency,
    published_claim.period,
    published_claim.polarity,
    published_claim.event_start,
    published_claim.event_end,
    published_claim.event_basis,
    published_claim.origin_report_id,
    published_claim.report_id,
    published_claim.outlet,
    published_claim.title,
    published_claim.url,
    published_claim.published_day,
    published_claim.known_from
from mart.published_claim
left join place_known as whole on whole.chain = published_claim.place
left join place_known as parent on parent.chain = regexp_replace(published_claim.place, '^[^,]*, ', '')
left join place_known as grandparent
    on grandparent.chain = regexp_replace(regexp_replace(published_claim.place, '^[^,]*, ', ''), '^[^,]*, ', '')
where published_claim.is_firm
    and published_claim.scope = 'new'
order by published_claim.known_from, published_claim.claim_id;
comment on view mart.public_claim is 'Firm, new claims as anybody may see them: no quotes, no attribution, nothing finer than a city or a day. Of the published state only; no total, and copies are rows too: count origin_report_id';
comment on column mart.public_claim.claim_id is 'Claim';
comment on column mart.public_claim.type is 'Kind of assertion';
comment on column mart.public_claim.subtype is 'Finer kind; kinds are never added up';
comment on column mart.public_claim.place is 'Place it is about, a city at the finest, as a chain; null: none is said';
comment on column mart.public_claim.country is 'ISO 3166 code; null for WORLD and regions';
comment on column mart.public_claim.value_min is 'Lower bound as written; null: none is stated';
comment on column mart.public_claim.value_max is 'Upper bound as written; null: none is stated';
comment on column mart.public_claim."precision" is 'How the number was worded';
comment on column mart.public_claim.magnitude is 'Order of magnitude of a vague number';
comment on column mart.public_claim.unit is 'What is counted';
comment on column mart.public_claim.currency is 'ISO 4217; nothing is converted';
comment on column mart.public_claim.period is 'Period of a rate as written';
comment on column mart.public_claim.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.public_claim.event_start is 'First day on which it may have happened';
comment on column mart.public_claim.event_end is 'Last day on which it may have happened';
comment on column mart.public_claim.event_basis is 'What the interval was read from';
comment on column mart.public_claim.origin_report_id is 'Witness: the report at the root of its copies';
comment on column mart.public_claim.report_id is 'Report';
comment on column mart.public_claim.outlet is 'Name of the source';
comment on column mart.public_claim.title is 'Title of the report';
comment on column mart.public_claim.url is 'Address of the report';
comment on column mart.public_claim.published_day is 'Day of publication as the outlet dates it';
comment on column mart.public_claim.known_from is 'Day from which the warehouse held it';
