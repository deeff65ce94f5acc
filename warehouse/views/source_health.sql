-- mart.source_health: one row per source and day on which it was asked. The last crawl of the night gives the verdict; what
-- looked again or went back has none here. A version that is held is counted apart, never as new.
create view mart.source_health as
with night as (
    select distinct on (source_run.source_key, source_run.day) source_run.*
    from ops.source_run
    cross join mart.horizon
    where source_run.run_no <= horizon.run_no
        and source_run.day <= horizon.day
        and source_run.task = 'nightly'
    order by source_run.source_key, source_run.day, source_run.is_busy, source_run.run desc
),
version_known as (
    select
        report.source_key,
        version.version_id,
        version.known_from as day,
        exists (select from core.reading where reading.version_id = version.version_id and reading.is_relevant) as is_relevant
    from core.version
    join core.report using (report_id)
    cross join mart.horizon
    where mart.is_known(version.known_from, null, version.opened_run, null, horizon.run_no, horizon.day)
        and not exists (select from mart.held_version where held_version.version_id = version.version_id)
),
held as (
    select source_key, day, count(*) as versions
    from mart.held_version
    group by source_key, day
),
new_version as (
    select source_key, day, count(*) as new_versions, count(*) filter (where is_relevant) as relevant
    from version_known
    group by source_key, day
),
new_claim as (
    select version_known.source_key, claim.known_from as day, count(*) as claims
    from core.claim
    join version_known using (version_id)
    cross join mart.horizon
    where claim.opened_run <= horizon.run_no
        and claim.known_from <= horizon.day
    group by version_known.source_key, claim.known_from
),
timeline as (
    select
        source_key,
        day,
        coalesce(new_version.new_versions, 0) as new_versions,
        coalesce(new_version.relevant, 0) as relevant,
        max(new_version.new_day) over (partition by source_key order by day) as last_new_day,
        sum(new_version.relevant) over (
            partition by source_key
            order by day
            range between interval '89 days' preceding and current row
        ) as relevant_here,
        sum(new_version.relevant) over (
            order by day
            range between interval '89 days' preceding and current row
        ) as relevant_everywhere
    from (select source_key, day from night union select source_key, day from new_version) as source_day
    left join (select new_version.*, day as new_day from new_version) as new_version using (source_key, day)
)
select
    night.source_key,
    night.day,
    night.verdict,
    night.reason,
    (night.figures ->> 'listed')::bigint as listed,
    (night.figures ->> 'fetched')::bigint as fetched,
    timeline.new_versions,
    timeline.relevant,
    coalesce(new_claim.claims, 0) as claims,
    night.day - timeline.last_new_day as days_since_last_new,
    source.quiet_days,
    round(coalesce(timeline.relevant_here, 0) / nullif(timeline.relevant_everywhere, 0), 4) as share_of_topic_last_90_days,
    coalesce(held.versions, 0) as held,
    case when night.muted_until >= night.day then night.muted_until end as muted_until
from night
join timeline using (source_key, day)
left join new_claim using (source_key, day)
left join held using (source_key, day)
left join core.source using (source_key)
order by night.day, night.source_key;
comment on view mart.source_health is 'One row per source and day: which sources are silent, which are blind';
comment on column mart.source_health.source_key is 'Key of the source';
comment on column mart.source_health.day is 'Day of the run';
comment on column mart.source_health.verdict is 'How its night went';
comment on column mart.source_health.reason is 'Why, in one sentence';
comment on column mart.source_health.listed is 'Items its listing held';
comment on column mart.source_health.fetched is 'Pages fetched';
comment on column mart.source_health.new_versions is 'Versions first known on this day, without those that are held';
comment on column mart.source_health.relevant is 'Of those, versions about North Korean workers abroad';
comment on column mart.source_health.claims is 'Claims first known on this day';
comment on column mart.source_health.days_since_last_new is 'Days since it last brought a new version; null if it never did';
comment on column mart.source_health.quiet_days is 'Days without anything new that are usual for it; null if not declared';
comment on column mart.source_health.share_of_topic_last_90_days is 'Its share of all relevant versions of the last 90 days, 0 to 1; null if there were none';
comment on column mart.source_health.held is 'Versions of this night that are held, because the source drifted; no other view shows them';
comment on column mart.source_health.muted_until is 'Last day on which its red verdicts redden no run; null if it was not muted on this day';
