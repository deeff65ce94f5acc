-- mart.places_map: one row per place that claims are about, of every polarity, scope and firmness, with where it lies. It answers
-- where to draw what. Only the finest places of a claim count, so that a claim on Hunchun is no claim on China; a place
-- that is said to have few or none stays (negated), to be drawn in another colour. claims is not how many people are there.
create view kept.places_map_at_horizon as
with said as (
    select
        known_claim.claim_id,
        known_claim.type,
        known_claim.polarity,
        known_claim.origin_report_id,
        known_claim.is_firm,
        coalesce(known_claim.event_end, known_claim.event_start) as event_day,
        'place_ambiguous' = any(known_claim.flags) as is_doubted,
        here.chain
    from mart.known_claim
    cross join lateral unnest(known_claim.places) with ordinality as here (chain, ordinal)
    where cardinality(known_claim.places) = 1
        or not exists (
            select from unnest(known_claim.places) with ordinality as other (chain, ordinal)
            where right(other.chain, length(here.chain) + 2) = ', ' || here.chain
                or (other.chain = here.chain and other.ordinal < here.ordinal)
        )
),
-- witness by witness first: counting distinct ones over all claims takes several sorts
witness as (
    select
        chain,
        origin_report_id,
        count(*) as claims,
        bool_or(polarity = 'affirmed') as is_affirmed,
        bool_or(polarity = 'negated') as is_negated,
        bool_or(is_firm and polarity = 'affirmed') as is_firm,
        max(event_day) as last_event,
        string_agg(type, ',') as types,
        bool_or(is_doubted) as is_doubted,
        string_agg(claim_id, ',') as claim_ids
    from said
    group by chain, origin_report_id
)
select
    chain,
    sum(claims)::bigint as claims,
    count(*) as origins,
    count(*) filter (where is_affirmed) as affirmed_origins,
    count(*) filter (where is_negated) as negated_origins,
    count(*) filter (where is_firm) as firm_origins,
    max(last_event) as last_event,
    array(select distinct type from unnest(string_to_array(string_agg(types, ','), ',')) as type order by type) as types,
    bool_or(is_doubted) as is_doubted,
    array(select claim_id from unnest(string_to_array(string_agg(claim_ids, ','), ',')) as claim_id order by claim_id) as claim_ids
from witness
group by chain;
create materialized view kept.places_map as
select * from kept.places_map_at_horizon;
-- long lists: to press them at each publication takes longer than to write them
alter materialized view kept.places_map
    alter column claim_ids set storage external,
    alter column claim_ids set statistics 0;
create unique index places_map_chain on kept.places_map (chain);
create view mart.places_map as
with counted as (
    select places_map.*
    from kept.places_map
    where (select is_current from kept.as_kept)
    union all
    select places_map_at_horizon.*
    from kept.places_map_at_horizon
    where not (select is_current from kept.as_kept)
)
select
    place.place_id,
    coalesce(place.name_en, split_part(counted.chain, ', ', 1)) as name,
    jsonb_build_object(
        'ko', place.name_ko, 'zh', place.name_zh, 'ja', place.name_ja, 'ru', place.name_ru, 'en', place.name_en
    ) as names,
    counted.chain,
    place.lat,
    place.lon,
    place."precision",
    counted.claims,
    counted.origins,
    counted.last_event,
    counted.types,
    counted.negated_origins > 0 as negated,
    counted.is_doubted or coalesce(place.is_ambiguous, false) as ambiguous,
    counted.affirmed_origins,
    counted.negated_origins,
    counted.firm_origins,
    counted.claim_ids
from counted
left join core.place using (chain)
order by counted.chain;
comment on view mart.places_map is 'Places that claims are about, with where they lie: witnesses of every polarity, those that say few or none apart. No count of people, and no place finer than the source said';
comment on column mart.places_map.place_id is 'Public id: hash of the chain; null: the gazetteer does not have it';
comment on column mart.places_map.name is 'Usual name in English, or as the chain has it';
comment on column mart.places_map.names is 'Usual names {ko, zh, ja, ru, en}; null where the gazetteer has none';
comment on column mart.places_map.chain is 'From the finest name up to the ISO country code; also WORLD and regions';
comment on column mart.places_map.lat is 'Latitude, decimal degrees; of a province or country its middle; null: not known, or it is no one place';
comment on column mart.places_map.lon is 'Longitude, decimal degrees; null as lat is';
comment on column mart.places_map."precision" is 'What the point stands for: city, zone, county, province or country; null without a point';
comment on column mart.places_map.claims is 'Claims about it, of every polarity, scope and firmness; not how many people are there';
comment on column mart.places_map.origins is 'Independent witnesses of these claims; copies add none';
comment on column mart.places_map.last_event is 'Last day on which any of it may have happened; null: the texts give no time';
comment on column mart.places_map.types is 'Kinds of these claims';
comment on column mart.places_map.negated is 'True if a witness says that few or none are, go or come there; affirmed_origins says whether others say that some do';
comment on column mart.places_map.ambiguous is 'True if another place bears one of its names, or a claim is marked for it';
comment on column mart.places_map.affirmed_origins is 'Witnesses that affirm something of it';
comment on column mart.places_map.negated_origins is 'Witnesses that say few or none';
comment on column mart.places_map.firm_origins is 'Witnesses that affirm something of it in a reading that is trusted without a second look';
comment on column mart.places_map.claim_ids is 'Every claim behind the row, copies included';
