-- mart.place_shares: one row per claim that says how people are spread over places: "most were sent to Jilin", a share in percent, and
-- "not many" or none for a place below a country. It answers which part of a country's stock a province has, as far as
-- sources say. "Most" is a claim without a number and gets none; shares are never computed from headcounts or added up. A
-- copy has no row where its origin says as much; origins and claim_ids count all who say the same of the place.
create view mart.place_shares as
with said as materialized (
    select
        known_claim.*,
        not_counted.claim_no is null as is_counted,
        case when known_claim.unit = 'percent' then known_claim.value_min end as ratio_min,
        case when known_claim.unit = 'percent' then known_claim.value_max end as ratio_max
    from mart.known_claim
    left join mart.not_counted
        on not_counted.claim_no = known_claim.claim_no
        and not_counted.type in ('location', 'headcount', 'movement')
    where known_claim.place is not null
        and (
            known_claim.type = 'location' and known_claim.subtype = 'main_destination'
            or known_claim.type in ('location', 'headcount', 'movement') and known_claim.unit = 'percent'
            or known_claim.type in ('location', 'headcount', 'movement') and known_claim.details ? 'wording'
            or known_claim.type = 'movement'
                and known_claim.subtype in ('dispatch', 'intake')
                and known_claim.polarity = 'negated'
                and known_claim.admin1 is not null
                and known_claim.value_min is null
                and known_claim.value_max is null
        )
),
same as (
    select
        jsonb_build_array(place, type, subtype, ratio_min, ratio_max, polarity) as what,
        count(distinct origin_report_id) as origins,
        count(distinct report_id) as reports,
        array_agg(claim_id order by claim_id) as claim_ids
    from said
    group by 1
),
-- apart, for a question for default rows alone would be planned as if there were one
told as materialized (
    select said.*, same.origins, same.reports, same.claim_ids
    from said
    join same on same.what = jsonb_build_array(said.place, said.type, said.subtype, said.ratio_min, said.ratio_max, said.polarity)
    where said.is_counted
)
select
    coalesce(told.details ->> 'whole_place', case when told.admin1 is null then 'WORLD' else told.country end) as whole_place,
    told.place as part_place,
    told.ratio_min,
    told.ratio_max,
    coalesce(told.details ->> 'wording', told.quote) as wording,
    told.polarity,
    told.origins,
    told.claim_id,
    told.type,
    told.subtype,
    told.details ? 'whole_place' as is_whole_said,
    mart.period_text(told.event_start, told.event_end) as period,
    told.reports,
    told.claim_ids,
    told.scope,
    told.is_firm,
    told.is_firm and told.scope = 'new' and told.polarity = 'affirmed' as is_default,
    told.outlet,
    told.quote
from told
order by whole_place, part_place, told.polarity, told.claim_id;
comment on view mart.place_shares is 'How people are spread over places, as far as sources say: one row per claim of a main destination, a share in percent, or of few or none in a place. Most is no number; nothing is computed or added up';
comment on column mart.place_shares.whole_place is 'What it is a part of: as said, else the country of the part, or WORLD for a country';
comment on column mart.place_shares.part_place is 'The part, as a chain';
comment on column mart.place_shares.ratio_min is 'Lower bound in percent; null: no number is said';
comment on column mart.place_shares.ratio_max is 'Upper bound in percent; null: no number is said';
comment on column mart.place_shares.wording is 'How the share is worded ("most", "not many"); the quote where the reader did not single it out';
comment on column mart.place_shares.polarity is 'affirmed, or negated: few or none; denied, unverified, reported_future';
comment on column mart.place_shares.origins is 'Independent witnesses that say the same of the place; copies add none';
comment on column mart.place_shares.claim_id is 'Claim';
comment on column mart.place_shares.type is 'location, headcount (a share of a stock) or movement (a share of a flow)';
comment on column mart.place_shares.subtype is 'Finer kind: main_destination, present, dispatch, ...';
comment on column mart.place_shares.is_whole_said is 'True if the report says what it is a part of';
comment on column mart.place_shares.period is 'Time it speaks of, as far as the text says; null: none';
comment on column mart.place_shares.reports is 'Reports that say the same of the place, copies included';
comment on column mart.place_shares.claim_ids is 'Every claim that says the same of the place, copies included';
comment on column mart.place_shares.scope is 'new, or background: an old figure retold';
comment on column mart.place_shares.is_firm is 'True if the reading is trusted without a second look';
comment on column mart.place_shares.is_default is 'True for rows to begin with: firm, new and affirmed';
comment on column mart.place_shares.outlet is 'Who published it';
comment on column mart.place_shares.quote is 'The words it was read from';
