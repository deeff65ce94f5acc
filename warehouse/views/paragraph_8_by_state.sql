-- mart.paragraph_8_by_state: one row per state that a firm claim or a published figure speaks of: what was said of North Korean workers
-- there after the deadline of paragraph 8 of resolution 2397 (22 December 2019), beside what denies it. It states evidence,
-- never a judgement on a state: presence is not violation (exemptions, other status), silence is not compliance (look at
-- sources_awake). low and high are the smallest and largest number anyone gave for one group or all; they are no total.
create view kept.paragraph_8_by_state_at_horizon as
with told as (
    select
        known_claim.claim_id,
        known_claim.type,
        known_claim.subtype,
        known_claim.polarity in ('negated', 'denied') as is_denial,
        known_claim.polarity = 'affirmed' as is_affirmed,
        known_claim.type = 'headcount' and coalesce(known_claim.subtype, 'present') in ('present', 'seen_at_event', 'hired') as is_seen,
        -- what only its publication dates was so on that day, for all that is said
        coalesce(known_claim.event_end, known_claim.published_day) > date '2019-12-22' as is_after,
        known_claim.unit is null or known_claim.unit ~ '(workers|people|persons)$' as is_people,
        known_claim.value_min,
        known_claim.value_max,
        known_claim.origin_report_id,
        known_claim.event_end,
        -- most claims are of one place
        unnest(
            case
                when cardinality(known_claim.places) = 1 then array[known_claim.country]
                else array(select distinct mart.country_of(chain) from unnest(known_claim.places) as chain)
            end
        ) as state
    from mart.known_claim
    where known_claim.is_firm
        and known_claim.scope = 'new'
),
-- as narrow as it can be: all of it is sorted
sorted as (
    select
        state,
        claim_id,
        type,
        subtype,
        is_denial,
        is_affirmed,
        is_seen,
        is_after,
        is_seen and is_affirmed and coalesce(is_after, false) as is_presence,
        case when is_people then value_min end as people_min,
        case when is_people then value_max end as people_max,
        origin_report_id,
        event_end
    from told
    where state <> 'KP'
)
select
    state,
    count(*) filter (where is_presence) as presence_claims_after_deadline,
    min(people_min) filter (where is_presence) as low,
    max(people_max) filter (where is_presence) as high,
    count(distinct origin_report_id) filter (where is_presence) as origins,
    max(event_end) filter (where is_affirmed) as newest_event,
    count(*) filter (where is_denial) as denials,
    array_remove(array_agg(distinct subtype order by subtype) filter (where type = 'visa' and is_affirmed), null) as visa_routes,
    array_agg(claim_id order by claim_id) filter (
        where type in ('headcount', 'movement', 'demographic', 'incident') and not is_denial
    ) as national,
    array_agg(claim_id order by claim_id) filter (
        where type in ('wage', 'levy', 'revenue', 'sector', 'company', 'condition') and not is_denial
    ) as income,
    array_agg(claim_id order by claim_id) filter (where (type = 'location' or is_seen) and not is_denial) as jurisdiction,
    array_agg(claim_id order by claim_id) filter (where is_after and not is_denial) as after_deadline,
    array_agg(claim_id order by claim_id) filter (where type in ('legal', 'visa')) as exemption,
    array_agg(claim_id order by claim_id) filter (where is_denial) as denied,
    array_agg(claim_id order by claim_id) as claim_ids
from sorted
group by state;
create materialized view kept.paragraph_8_by_state as
select * from kept.paragraph_8_by_state_at_horizon;
-- long lists: to press them at each publication takes longer than to write them
alter materialized view kept.paragraph_8_by_state
    alter column national set storage external,
    alter column national set statistics 0,
    alter column income set storage external,
    alter column income set statistics 0,
    alter column jurisdiction set storage external,
    alter column jurisdiction set statistics 0,
    alter column after_deadline set storage external,
    alter column after_deadline set statistics 0,
    alter column exemption set storage external,
    alter column exemption set statistics 0,
    alter column denied set storage external,
    alter column denied set statistics 0,
    alter column claim_ids set storage external,
    alter column claim_ids set statistics 0;
create unique index paragraph_8_by_state_state on kept.paragraph_8_by_state (state);
create view mart.paragraph_8_by_state as
with counted as (
    select paragraph_8_by_state.*
    from kept.paragraph_8_by_state
    where (select is_current from kept.as_kept)
    union all
    select paragraph_8_by_state_at_horizon.*
    from kept.paragraph_8_by_state_at_horizon
    where not (select is_current from kept.as_kept)
),
own_report as (
    -- the newest figure that the state itself gave the Committee
    select distinct on (reference_figures.place)
        reference_figures.place as state,
        reference_figures.source as document,
        coalesce(reference_figures.published_by, reference_figures.published_from) as published,
        mart.value_text(
            reference_figures.value_min, reference_figures.value_max, reference_figures."precision", null, reference_figures.unit, null, null
        ) as figure
    from mart.reference_figures
    where reference_figures.subtype = 'repatriation'
        and reference_figures.attribution_kind = 'state'
        and reference_figures.source ~ '1718 Committee'
        and reference_figures.place ~ '^[A-Z]{2}$'
    order by reference_figures.place, coalesce(reference_figures.published_by, reference_figures.published_from) desc nulls last, reference_figures.figure_key
),
awake as (
    -- the verdicts that mart.source_health has for that one night
    select count(*) as sources
    from (
        select distinct on (source_run.source_key) source_run.verdict
        from ops.source_run
        cross join mart.horizon
        where source_run.run_no <= horizon.run_no
            and source_run.day = horizon.run_day
            and source_run.task = 'nightly'
        order by source_run.source_key, source_run.is_busy, source_run.run desc
    ) as night
    where night.verdict in ('ok', 'not_modified', 'quiet')
)
select
    coalesce(counted.state, own_report.state) as state,
    own_report.document as own_report,
    own_report.published as own_report_date,
    own_report.figure as own_figure_returned,
    coalesce(counted.presence_claims_after_deadline, 0) as presence_claims_after_deadline,
    counted.low,
    counted.high,
    coalesce(counted.origins, 0) as origins,
    counted.newest_event,
    coalesce(counted.denials, 0) as denials,
    coalesce(counted.visa_routes, '{}') as visa_routes,
    awake.sources as sources_awake,
    jsonb_build_object(
        'a North Korean national', coalesce(counted.national, '{}'),
        'earning income', coalesce(counted.income, '{}'),
        'in that jurisdiction', coalesce(counted.jurisdiction, '{}'),
        'after 22 December 2019', coalesce(counted.after_deadline, '{}'),
        'on exemption or status', coalesce(counted.exemption, '{}'),
        'denied or negated', coalesce(counted.denied, '{}')
    ) as elements,
    coalesce(counted.claim_ids, '{}') as claim_ids
from counted
full join own_report using (state)
cross join awake
order by presence_claims_after_deadline desc, state;
comment on view mart.paragraph_8_by_state is 'Who says he complied, and what was seen since, by state: evidence for each element of paragraph 8, never a judgement. Silence is not compliance; low and high are bounds of single statements and no total';
comment on column mart.paragraph_8_by_state.state is 'ISO 3166 code';
comment on column mart.paragraph_8_by_state.own_report is 'Document in which the state itself reported; null: none is in the list of published figures, which does not mean that there is none';
comment on column mart.paragraph_8_by_state.own_report_date is 'Its date';
comment on column mart.paragraph_8_by_state.own_figure_returned is 'The number it says it sent home; null: no number';
comment on column mart.paragraph_8_by_state.presence_claims_after_deadline is 'Firm, new, affirmed headcounts of workers there after 22 December 2019; copies included';
comment on column mart.paragraph_8_by_state.low is 'Smallest lower bound among them, of one group or all';
comment on column mart.paragraph_8_by_state.high is 'Largest upper bound among them; null: none states one';
comment on column mart.paragraph_8_by_state.origins is 'Independent witnesses of them';
comment on column mart.paragraph_8_by_state.newest_event is 'Last day that any affirmed claim on this state speaks of';
comment on column mart.paragraph_8_by_state.denials is 'Claims that negate or deny, whatever their day';
comment on column mart.paragraph_8_by_state.visa_routes is 'Kinds of visa that affirmed claims name';
comment on column mart.paragraph_8_by_state.sources_awake is 'Sources with a good verdict in the last run: with few awake, few claims mean nothing';
comment on column mart.paragraph_8_by_state.elements is 'For each element of paragraph 8 the claims that speak to it, as JSON: an empty list says that nobody was heard on it';
comment on column mart.paragraph_8_by_state.claim_ids is 'Every claim behind the row';
