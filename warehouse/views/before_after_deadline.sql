-- mart.before_after_deadline: one row per country, phase, type, subtype, polarity, scope and firmness. It answers what
-- is known of the time before 22 December 2019 against after. Phases are of whole months, as most texts name no day: the
-- last nine days of 2019 are in the grace period. Ranges of different phases compare only beside sources_awake; rows are
-- never added up, and a claim that covers two phases stands in both.
create view kept.before_after_deadline_at_horizon as
with phase (phase, first_day, last_day) as (
    values
        ('before_2397', null, date '2017-11-30'),
        ('grace', date '2017-12-01', date '2019-12-31'),
        ('closed_border', date '2020-01-01', date '2023-08-31'),
        ('reopened', date '2023-09-01', null)
),
claim as (
    select
        known_claim.claim_id,
        known_claim.type,
        known_claim.subtype,
        known_claim.polarity,
        known_claim.scope,
        known_claim.is_firm,
        known_claim.value_min,
        known_claim.value_max,
        known_claim.sectors,
        known_claim.origin_report_id,
        known_claim.story_id,
        known_claim.report_id,
        case when cardinality(known_claim.places) = 1 then coalesce(known_claim.country, known_claim.place) else mart.countries_of(known_claim.places) end
            as host,
        not_counted.claim_no is null as is_counted,
        not_counted.claim_no is null
            and (known_claim.value_min is not null or known_claim.value_max is not null)
            and (known_claim.unit is null or known_claim.unit like any (array['%workers', '%people', '%persons'])) as has_bound,
        coalesce(known_claim.event_start, known_claim.event_end) as first_day,
        coalesce(known_claim.event_end, greatest(known_claim.event_start, known_claim.published_day)) as last_day
    from mart.known_claim
    -- each is there once: told so, the planner hashes them and does not sort the claims
    left join (
        select distinct claim_no
        from mart.not_counted
        where type in ('headcount', 'movement', 'visa', 'incident', 'enforcement')
    ) as not_counted using (claim_no)
    where known_claim.type in ('headcount', 'movement', 'visa', 'incident', 'enforcement')
        and coalesce(known_claim.event_start, known_claim.event_end) is not null
        and known_claim.subtype is distinct from 'illustrative'
),
in_phase as materialized (
    select
        claim.*,
        phase.phase,
        -- a row's key in one text: a sort by seven columns takes twice as long
        concat_ws(E'\t', phase.phase, coalesce(host, ''), type, coalesce(subtype, ''), polarity, scope, is_firm) as row_key
    from claim
    join phase
        on claim.last_day >= coalesce(phase.first_day, claim.last_day)
        and claim.first_day <= coalesce(phase.last_day, claim.first_day)
),
-- this and the next are held apart: joined with a few of these rows they would be computed for each
counted as materialized (
    select
        min(host) as host,
        min(phase) as phase,
        min(type) as type,
        min(subtype) as subtype,
        min(polarity) as polarity,
        min(scope) as scope,
        bool_and(is_firm) as is_firm,
        (array_agg(value_min order by value_min nulls first, claim_id) filter (where has_bound))[1] as low,
        (array_agg(value_max order by value_max desc nulls first, claim_id) filter (where has_bound))[1] as high,
        count(distinct origin_report_id) as origins,
        count(distinct origin_report_id) filter (where is_counted) - count(distinct origin_report_id) filter (where has_bound) as vague_n,
        count(distinct story_id) as stories,
        count(distinct report_id) as reports,
        array_agg(claim_id order by claim_id) as claim_ids
    from in_phase
    group by row_key
    having bool_or(is_counted)
),
sector_of as materialized (
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
visa_of as materialized (
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
awake_in as materialized (
    select phase.phase, count(distinct source_key) as sources_awake
    from phase
    join mart.coverage_by_month
        on coverage_by_month.month >= coalesce(phase.first_day, coverage_by_month.month)
        and coverage_by_month.month <= coalesce(phase.last_day, coverage_by_month.month)
    cross join lateral unnest(coverage_by_month.awake) as source_key
    group by phase.phase
)
select
    counted.host as country,
    counted.phase,
    counted.type,
    counted.low,
    counted.high,
    counted.origins,
    coalesce(awake_in.sources_awake, 0) as sources_awake,
    sector_of.sector as top_sector,
    visa_of.subtype as top_visa,
    counted.subtype,
    phase.first_day as phase_start,
    phase.last_day as phase_end,
    counted.vague_n,
    counted.stories,
    counted.reports,
    counted.polarity,
    counted.scope,
    counted.is_firm,
    counted.is_firm
        and counted.scope = 'new'
        and counted.polarity = case when counted.subtype like 'planned%' or counted.subtype = 'forecast' then 'reported_future' else 'affirmed' end
        as is_default,
    counted.claim_ids
from counted
join phase on phase.phase = counted.phase
left join awake_in on awake_in.phase = counted.phase
left join sector_of on sector_of.host = counted.host and sector_of.phase = counted.phase
left join visa_of on visa_of.host = counted.host and visa_of.phase = counted.phase;
create materialized view kept.before_after_deadline as
select * from kept.before_after_deadline_at_horizon;
-- long lists: to press them at each publication takes longer than to write them
alter materialized view kept.before_after_deadline
    alter column claim_ids set storage external,
    alter column claim_ids set statistics 0;
create unique index before_after_deadline_row
on kept.before_after_deadline (country, phase, type, subtype, polarity, scope, is_firm) nulls not distinct;
create view mart.before_after_deadline as
select before_after_deadline.*
from kept.before_after_deadline
where (select is_current from kept.as_kept)
union all
select before_after_deadline_at_horizon.*
from kept.before_after_deadline_at_horizon
where not (select is_current from kept.as_kept)
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
