-- mart.before_after_deadline: one row per country, phase, type, subtype, polarity, scope and firmness. It answers what
-- is known of the time before 22 December 2019 against after. Phases are of whole months, as most texts name no day: the
-- last nine days of 2019 are in the grace period. Ranges of different phases compare only beside sources_awake; rows are
-- never added up, and a claim that covers two phases stands in both.
create view mart.before_after_deadline as
with phase (phase, first_day, last_day) as (
    values
        ('before_2397', null, date '2017-11-30'),
        ('grace', date '2017-12-01', date '2019-12-31'),
        ('closed_border', date '2020-01-01', date '2023-08-31'),
        ('reopened', date '2023-09-01', null)
),
claim as materialized (
    select
        known_claim.claim_id,
        known_claim.type,
        known_claim.subtype,
        known_claim.polarity,
        known_claim.scope,
        known_claim.is_firm,
        known_claim.value_min,
        known_claim.value_max,
        known_claim.unit,
        known_claim.sectors,
        known_claim.origin_report_id,
        known_claim.story_id,
        known_claim.report_id,
        case when cardinality(known_claim.places) = 1 then coalesce(known_claim.country, known_claim.place) else mart.countries_of(known_claim.places) end
            as host,
        not_counted.claim_no is null as is_counted,
        coalesce(known_claim.event_start, known_claim.event_end) as first_day,
        coalesce(known_claim.event_end, greatest(known_claim.event_start, known_claim.published_day)) as last_day
    from mart.known_claim
    left join mart.not_counted
        on not_counted.claim_no = known_claim.claim_no
        and not_counted.type in ('headcount', 'movement', 'visa', 'incident', 'enforcement')
    where known_claim.type in ('headcount', 'movement', 'visa', 'incident', 'enforcement')
        and coalesce(known_claim.event_start, known_claim.event_end) is not null
        and known_claim.subtype is distinct from 'illustrative'
),
in_phase as (
    select
        claim.*,
        phase.phase,
        phase.first_day as phase_start,
        phase.last_day as phase_end,
        is_counted
            and (value_min is not null or value_max is not null)
            and (unit is null or unit like any (array['%workers', '%people', '%persons'])) as has_bound
    from claim
    join phase
        on claim.last_day >= coalesce(phase.first_day, claim.last_day)
        and claim.first_day <= coalesce(phase.last_day, claim.first_day)
),
sector_of as (
    select distinct on (host, phase)
        host, phase, sector
    from (
        select host, phase, sector, count(distinct origin_report_id) as origins
        from in_phase
        cross join lateral unnest(sectors) as sector
        where is_firm and polarity = 'affirmed'
        group by host, phase, sector
    ) as counted
    order by host, phase, origins desc, sector
),
visa_of as (
    select distinct on (host, phase)
        host, phase, subtype
    from (
        select host, phase, subtype, count(distinct origin_report_id) as origins
        from in_phase
        where type = 'visa' and subtype is not null and polarity = 'affirmed'
        group by host, phase, subtype
    ) as counted
    order by host, phase, origins desc, subtype
),
awake_in as (
    select phase.phase, count(distinct source_key) as sources_awake
    from phase
    join mart.coverage_by_month
        on coverage_by_month.month >= coalesce(phase.first_day, coverage_by_month.month)
        and coverage_by_month.month <= coalesce(phase.last_day, coverage_by_month.month)
    cross join lateral unnest(coverage_by_month.awake) as source_key
    group by phase.phase
)
select
    in_phase.host as country,
    in_phase.phase,
    in_phase.type,
    (array_agg(value_min order by value_min nulls first, claim_id) filter (where has_bound))[1] as low,
    (array_agg(value_max order by value_max desc nulls first, claim_id) filter (where has_bound))[1] as high,
    count(distinct origin_report_id) as origins,
    coalesce(min(awake_in.sources_awake), 0) as sources_awake,
    min(sector_of.sector) as top_sector,
    min(visa_of.subtype) as top_visa,
    in_phase.subtype,
    phase_start,
    phase_end,
    count(distinct origin_report_id) filter (where is_counted) - count(distinct origin_report_id) filter (where has_bound) as vague_n,
    count(distinct story_id) as stories,
    count(distinct report_id) as reports,
    polarity,
    scope,
    is_firm,
    is_firm
        and scope = 'new'
        and polarity = case when in_phase.subtype like 'planned%' or in_phase.subtype = 'forecast' then 'reported_future' else 'affirmed' end
        as is_default,
    array_agg(claim_id order by claim_id) as claim_ids
from in_phase
left join awake_in on awake_in.phase = in_phase.phase
left join sector_of on sector_of.host = in_phase.host and sector_of.phase = in_phase.phase
left join visa_of on visa_of.host = in_phase.host and visa_of.phase = in_phase.phase
group by in_phase.host, in_phase.phase, phase_start, phase_end, in_phase.type, in_phase.subtype, polarity, scope, is_firm
having bool_or(is_counted)
order by country, phase_end, type, subtype, is_default desc, polarity, scope, is_firm;
comment on view mart.before_after_deadline is 'What is known of each country before resolution 2397, in its grace period, while the border was closed and since: ranges and witnesses by type and subtype. Compare only beside sources_awake; begin with is_default; rows are never added up';
comment on column mart.before_after_deadline.country is 'ISO 3166 code, WORLD or a region; several that one number is said of stay together; null: no place is said';
comment on column mart.before_after_deadline.phase is 'before_2397 (to November 2017), grace (December 2017 to December 2019), closed_border (to August 2023) or reopened';
comment on column mart.before_after_deadline.type is 'headcount, movement, visa, incident or enforcement';
comment on column mart.before_after_deadline.low is 'Smallest lower bound any witness stated, people; null: none, or a counted claim is open below';
comment on column mart.before_after_deadline.high is 'Largest upper bound any witness stated, people; null: none, or a counted claim is open above';
comment on column mart.before_after_deadline.origins is 'Independent witnesses; copies add none';
comment on column mart.before_after_deadline.sources_awake is 'Sources awake in any month of the phase, of all countries';
comment on column mart.before_after_deadline.top_sector is 'Sector that most witnesses name in this country and phase; null: none is named';
comment on column mart.before_after_deadline.top_visa is 'Door that most witnesses name in this country and phase; null: none is named';
comment on column mart.before_after_deadline.subtype is 'Finer kind: a stock, a flow and a plan are different things; null: not said';
comment on column mart.before_after_deadline.phase_start is 'First day of the phase; null for the first';
comment on column mart.before_after_deadline.phase_end is 'Last day of the phase; null for the one that lasts';
comment on column mart.before_after_deadline.vague_n is 'Witnesses that give no bound; they are in neither low nor high';
comment on column mart.before_after_deadline.stories is 'Stories that tell it';
comment on column mart.before_after_deadline.reports is 'Reports that tell it, copies included';
comment on column mart.before_after_deadline.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.before_after_deadline.scope is 'new, or background: an old figure retold';
comment on column mart.before_after_deadline.is_firm is 'True if the readings are trusted without a second look';
comment on column mart.before_after_deadline.is_default is 'True for rows to begin with: firm, new, and affirmed (planned, where the subtype is a plan)';
comment on column mart.before_after_deadline.claim_ids is 'Every claim behind the row, copies included';
