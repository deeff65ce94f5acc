-- mart.standing_version: one row per report known at the horizon: the version that stood then, and its reading. A version that is
-- held stands for nothing. As of a day with today's readings (mart.as_of) the reading may be younger than the day.
create view mart.standing_version as
with became as (
    -- an outlet may go back to an earlier version: the last step to it counts
    select change.new_version_id as version_id, max(change.seen_new_day) as day
    from core.change
    cross join mart.horizon
    where mart.is_known(change.known_from, null, change.opened_run, null, horizon.run_no, horizon.day)
    group by change.new_version_id
),
standing as (
    select distinct on (version.report_id)
        version.report_id,
        version.version_id,
        version.ordinal as version_ordinal,
        version.known_from
    from core.version
    cross join mart.horizon
    left join became using (version_id)
    where mart.is_known(version.known_from, null, version.opened_run, null, horizon.run_no, horizon.day)
        and not exists (select from mart.held_version where held_version.version_id = version.version_id)
    order by version.report_id, coalesce(became.day, version.first_seen_day) desc, version.ordinal desc
)
select distinct on (standing.report_id)
    standing.report_id,
    standing.version_id,
    standing.version_ordinal,
    standing.known_from,
    reading.reading_id
from standing
cross join mart.horizon
join core.reading using (version_id)
where reading.opened_run <= horizon.run_no
    and (horizon.extractor = 'now' or reading.known_from <= horizon.day)
order by standing.report_id, reading.opened_run desc, reading.extractor_version desc;
comment on view mart.standing_version is 'The version of each report that stood at the horizon, and its reading. To count reports use mart.reports';
comment on column mart.standing_version.report_id is 'Report';
comment on column mart.standing_version.version_id is 'Version that stood';
comment on column mart.standing_version.version_ordinal is '1 for the first version of the report';
comment on column mart.standing_version.known_from is 'Day from which that version was known';
comment on column mart.standing_version.reading_id is 'Its newest reading; of the day, if readings of then are asked for';
