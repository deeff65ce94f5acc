-- mart.visa_routes: one row per country, kind of visa, quarter, polarity, scope and firmness. It answers by which door workers
-- come: student, trainee, visitor, short stay, none at all. low and high are people said to hold that visa, or visas; official
-- figures stand beside and are never counted with them. Rows are never added up: one person may have come by two doors.
create view mart.visa_routes as
with told as (
    select
        case
            when cardinality(known_claim.places) = 1 then coalesce(known_claim.country, known_claim.place)
            else mart.countries_of(known_claim.places)
        end as host,
        quarter::date as quarter,
        known_claim.*,
        known_claim.unit is distinct from 'percent'
            and known_claim.part_of is null
            and (known_claim.value_min is not null or known_claim.value_max is not null)
            and not_counted.claim_no is null
            as has_bound
    from mart.known_claim
    left join mart.not_counted
        on not_counted.claim_no = known_claim.claim_no
        and not_counted.type = 'visa'
    left join lateral generate_series(
        date_trunc('quarter', coalesce(known_claim.event_start, known_claim.event_end)::timestamp),
        date_trunc('quarter', coalesce(known_claim.event_end, greatest(known_claim.event_start, known_claim.published_day))::timestamp),
        interval '3 months'
    ) as quarter on true
    where known_claim.type = 'visa'
),
official as materialized (
    select *
    from mart.reference_figures
    where type = 'visa'
)
select
    told.host as country,
    told.subtype as visa,
    told.quarter,
    count(distinct told.origin_report_id) as origins,
    count(distinct told.story_id) as stories,
    (array_agg(told.value_min order by told.value_min nulls first, told.claim_id) filter (where told.has_bound))[1] as low,
    (array_agg(told.value_max order by told.value_max desc nulls first, told.claim_id) filter (where told.has_bound))[1] as high,
    (array_agg(distinct told.quote order by told.quote))[1:3] as wording,
    min(told.published_day) as first_seen,
    max(told.published_day) as last_seen,
    (
        select jsonb_agg(
            jsonb_build_object(
                'figure_key', official.figure_key, 'said_by', official.said_by, 'value_min', official.value_min,
                'value_max', official.value_max, 'unit', official.unit
            )
            order by official.published_by, official.figure_key
        )
        from official
        where official.place = told.host
            and official.subtype = told.subtype
            and extract(year from told.quarter) between official.first_year and coalesce(official.last_year, official.first_year)
    ) as official_figures,
    array_agg(told.claim_id order by told.claim_id) as claim_ids,
    count(distinct told.report_id) as reports,
    told.polarity,
    told.scope,
    told.is_firm,
    told.is_firm and told.polarity = 'affirmed' and told.scope = 'new' as is_default
from told
group by told.host, told.subtype, told.quarter, told.polarity, told.scope, told.is_firm
order by country, visa, quarter, is_default desc, polarity, scope, is_firm;
comment on view mart.visa_routes is 'By which door workers come: kinds of visa by country and quarter, in witnesses, with official figures beside; begin with is_default. Rows are never added up; a door without a row is one that nobody reported on';
comment on column mart.visa_routes.country is 'ISO 3166 code, WORLD or a region, several together ("CN, RU"); null: no place is said';
comment on column mart.visa_routes.visa is 'student_visa, visitor_permit, no_proper_visa, no_new_visas, ...: kinds of claim.subtype; null: a visa whose kind is not said';
comment on column mart.visa_routes.quarter is 'First day of a quarter in which it was so; null: the text gives no time';
comment on column mart.visa_routes.origins is 'Independent witnesses; copies add none';
comment on column mart.visa_routes.stories is 'Stories that tell it';
comment on column mart.visa_routes.low is 'Smallest lower bound tied to the visa, in the unit that is written; null: none, or a claim is open below';
comment on column mart.visa_routes.high is 'Largest upper bound tied to the visa, in the unit that is written; null: none, or a claim is open above';
comment on column mart.visa_routes.wording is 'Up to three of the quotes, in order of the alphabet';
comment on column mart.visa_routes.first_seen is 'First day on which a report of it was published; null: not dated';
comment on column mart.visa_routes.last_seen is 'Last day on which a report of it was published; null: not dated';
comment on column mart.visa_routes.official_figures is 'Published figures on this visa, country and year, each {figure_key, said_by, value_min, value_max, unit}: mart.reference_figures says more; null: none is on our list';
comment on column mart.visa_routes.claim_ids is 'Every claim behind the row, copies included';
comment on column mart.visa_routes.reports is 'Reports that tell it, copies included';
comment on column mart.visa_routes.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.visa_routes.scope is 'new, or background: an old figure retold';
comment on column mart.visa_routes.is_firm is 'True if the readings are trusted without a second look';
comment on column mart.visa_routes.is_default is 'True for rows to begin with: firm, affirmed and new';
