-- mart.new_tonight: one row per claim first held in the published run, the newest kind first. What a report had said before in
-- an earlier version is not new. Copies that add no figure are one line per origin, with their count; an intake in a
-- translation is the dispatch of its origin.
create view mart.new_tonight as
with tonight as (
    select
        known_claim.*,
        horizon.run_day,
        jsonb_build_array(
            known_claim.type, replace(known_claim.subtype, 'intake', 'dispatch'), known_claim.polarity,
            trim_scale(known_claim.value_min), trim_scale(known_claim.value_max), known_claim.magnitude, known_claim.unit, known_claim.currency,
            known_claim.period, known_claim.places[1]
        ) as figure
    from mart.known_claim
    cross join mart.horizon
    -- the day asked by itself, they are found by their index
    where known_claim.known_from = (select horizon.run_day from mart.horizon)
        and known_claim.is_firm
        and known_claim.scope = 'new'
),
told as (
    -- all that the reports of tonight and their origins ever said
    select
        version.report_id,
        claim.known_from,
        claim.type,
        claim.subtype,
        jsonb_build_array(
            claim.type, replace(claim.subtype, 'intake', 'dispatch'), claim.polarity, trim_scale(claim.value_min), trim_scale(claim.value_max),
            claim.magnitude, claim.unit, claim.currency, claim.period, claim.places[1]
        ) as figure
    from core.claim
    join core.version using (version_id)
    cross join mart.horizon
    where version.report_id in (select report_id from tonight union select origin_report_id from tonight)
        and claim.opened_run <= horizon.run_no
        and claim.known_from <= horizon.day
),
said_before as (
    select distinct told.report_id, told.figure
    from told
    join mart.horizon on told.known_from < horizon.run_day
),
-- each looked up by itself and no further than the first: joined, all claims ever held would be read
company_before as (
    select named.company
    from (select distinct company from tonight where company is not null) as named
    cross join mart.horizon
    cross join lateral (
        select claim.claim_no
        from core.claim
        where claim.company = named.company
            and claim.known_from < horizon.run_day
            and claim.opened_run <= horizon.run_no
        limit 1
    ) as known
),
place_before as (
    select named.place
    from (select distinct places[1] as place from tonight) as named
    cross join mart.horizon
    cross join lateral (
        select claim.claim_no
        from core.claim_place
        join core.claim using (claim_no)
        where claim_place.chain = named.place
            and claim_place.role = 'place'
            and claim_place.ordinal = 1
            and claim.known_from < horizon.run_day
            and claim.opened_run <= horizon.run_no
        limit 1
    ) as known
),
topic_before as (
    select distinct told.report_id, told.type, told.subtype
    from told
    join mart.horizon on told.known_from < horizon.run_day
),
said_by_origin as (
    select distinct told.report_id as origin_report_id, told.figure
    from told
),
first_said as (
    select
        tonight.*,
        tonight.origin_known_from = tonight.run_day as origin_is_new,
        tonight.story_known_from = tonight.run_day as story_is_new,
        tonight.company is not null and company_before.company is null as company_is_new,
        tonight.places[1] is not null and place_before.place is null as place_is_new,
        topic_before.report_id is not null as was_said_otherwise,
        tonight.report_id <> tonight.origin_report_id and said_by_origin.figure is not null as is_copied
    from tonight
    left join company_before using (company)
    left join place_before on place_before.place = tonight.places[1]
    left join said_by_origin using (origin_report_id, figure)
    left join said_before using (report_id, figure)
    left join topic_before
        on topic_before.report_id = tonight.report_id
        and topic_before.type = tonight.type
        and topic_before.subtype is not distinct from tonight.subtype
    where said_before.report_id is null
),
copies_of as (
    select origin_report_id, count(distinct report_id) as copies, (array_agg(claim_no order by claim_id))[1] as claim_no
    from first_said
    where is_copied
    group by origin_report_id
),
line as (
    select
        first_said.*,
        case
            when is_copied then 'copied tonight by ' || copies || case copies when 1 then ' report' else ' reports' end
            when polarity in ('negated', 'denied') then 'denial'
            when was_said_otherwise then 'correction'
            when company_is_new or place_is_new then 'first mention'
            when origin_is_new then 'new origin'
            else 'new figure'
        end as why_here
    from first_said
    left join copies_of using (origin_report_id, claim_no)
    where not is_copied or copies is not null
)
select
    run_day,
    type,
    subtype,
    places[1] as place,
    mart.value_text(value_min, value_max, "precision", magnitude, unit, currency, period) as value,
    polarity,
    origin_is_new,
    story_is_new,
    company_is_new,
    place_is_new,
    coalesce(origin.outlet, line.outlet) as outlet,
    coalesce(origin.title, line.title) as title,
    coalesce(origin.url, line.url) as url,
    coalesce(origin.quote, line.quote) as quote,
    why_here
from line
-- a line of copies shows the origin, not whichever copy came first
left join lateral (
    select known_claim.outlet, known_claim.title, known_claim.url, known_claim.quote
    from mart.known_claim
    where line.is_copied
        and known_claim.report_id = line.origin_report_id
        and known_claim.type = line.type
        and known_claim.value_min is not distinct from line.value_min
        and known_claim.value_max is not distinct from line.value_max
        and known_claim.places[1] is not distinct from line.places[1]
    order by known_claim.quote_start, known_claim.claim_id
    limit 1
) as origin on true
order by
    line.is_copied,
    line.company_is_new::integer + line.place_is_new::integer + line.origin_is_new::integer + line.story_is_new::integer desc,
    line.claim_id;
comment on view mart.new_tonight is 'What the last published run brought: one row per claim, copies as one line with their count';
comment on column mart.new_tonight.run_day is 'Day of the run';
comment on column mart.new_tonight.type is 'Kind of assertion';
comment on column mart.new_tonight.subtype is 'Finer kind';
comment on column mart.new_tonight.place is 'Finest place it is about, as a chain; null if none is named';
comment on column mart.new_tonight.value is 'The number as a person writes it, unit or currency and period included; null if none is stated';
comment on column mart.new_tonight.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.new_tonight.origin_is_new is 'True if its witness was first seen in this run';
comment on column mart.new_tonight.story_is_new is 'True if its story was first seen in this run';
comment on column mart.new_tonight.company_is_new is 'True if it names a company that no earlier claim named';
comment on column mart.new_tonight.place_is_new is 'True if it names a place that no earlier claim named';
comment on column mart.new_tonight.outlet is 'Who published it; of copies, their origin';
comment on column mart.new_tonight.title is 'Title of the report';
comment on column mart.new_tonight.url is 'Address of the report';
comment on column mart.new_tonight.quote is 'The words it was read from';
comment on column mart.new_tonight.why_here is 'denial, correction (the report had said otherwise), first mention, new origin, new figure; of copies, their count';
