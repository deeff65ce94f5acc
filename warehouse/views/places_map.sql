-- mart.places_map: one row per place that claims are about, of every polarity, scope and firmness, with where it lies. It answers
-- where to draw what. Only the finest places of a claim count, so that a claim on Hunchun is no claim on China; a place
-- that is said to have few or none stays (negated), to be drawn in another colour. claims is not how many people are there.
create view mart.places_map as
with said as (
    select
        known_claim.claim_id,
        known_claim.type,
        known_claim.polarity,
        known_claim.origin_report_id,
        known_claim.is_firm,
        known_claim.event_end,
        known_claim.event_start,
        known_claim.flags,
        chain
    from mart.known_claim
    cross join lateral unnest(known_claim.places) as chain
    where not exists (
        select from unnest(known_claim.places) as finer
        where right(finer, length(chain) + 2) = ', ' || chain
    )
),
counted as (
    select
        chain,
        count(distinct claim_id) as claims,
        count(distinct origin_report_id) as origins,
        count(distinct origin_report_id) filter (where polarity = 'affirmed') as affirmed_origins,
        count(distinct origin_report_id) filter (where polarity = 'negated') as negated_origins,
        count(distinct origin_report_id) filter (where is_firm and polarity = 'affirmed') as firm_origins,
        max(coalesce(event_end, event_start)) as last_event,
        array_agg(distinct type order by type) as types,
        bool_or('place_ambiguous' = any(flags)) as is_doubted,
        array_agg(distinct claim_id order by claim_id) as claim_ids
    from said
    group by chain
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
