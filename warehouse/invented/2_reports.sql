-- Invented: reports, evenly over the nights; 55 of 100 are told first by themselves, the others copy one of the days before,
-- and one of ten of these copies a report that everybody copies.
create temp table made_report on commit drop as
with drawn as (
    select
        number,
        1 + (number - 1) * %(nights)s / %(reports)s as night,
        number = 1 or pg_temp.draw(number, 1, 100) < 55 as is_first,
        number = 1 or pg_temp.draw(number, 2, 1000) = 0 as is_famous,
        greatest(1, number - 1 - pg_temp.draw(number, 3, 3 * %(reports)s / %(nights)s)) as near_number,
        pg_temp.draw(number, 4, 10) = 0 as is_of_famous,
        pg_temp.draw(number, 5, 100) < 8 as is_changed,
        -- squared, so that few sources write most
        (120 * (pg_temp.draw(number, 6, 10000) / 10000.0) ^ 2)::int as source_place
    from generate_series(1, %(reports)s::bigint) as number
),
latest as (
    select
        drawn.*,
        max(number) filter (where is_first) over up_to_here as first_number,
        max(number) filter (where is_famous) over up_to_here as famous_number
    from drawn
    window up_to_here as (order by number)
),
rooted as (
    select
        latest.*,
        case
            when latest.is_first or latest.is_famous then latest.number
            when latest.is_of_famous then latest.famous_number
            else near.first_number
        end as root_number
    from latest
    join latest as near on near.number = latest.near_number
)
select
    rooted.number,
    rooted.night,
    made_night.day,
    made_night.run_no,
    rooted.root_number,
    lag(rooted.number) over (partition by rooted.root_number order by rooted.number) as told_before_number,
    made_source.source_key,
    made_source.lang,
    pg_temp.id(made_source.source_key, '/' || rooted.number) as report_id,
    case
        when rooted.is_changed then nullif(least(rooted.night + 1 + pg_temp.draw(rooted.number, 7, 6), %(nights)s), rooted.night)
    end as changed_night,
    (made_night.day - 1)::timestamptz
        + make_interval(secs => 86399.0 * (((rooted.number - 1) * %(nights)s) %% %(reports)s) / %(reports)s) as published_at
from rooted
join made_night using (night)
join made_source on made_source.place = least(rooted.source_place, 119);
create index on made_report (number);
analyze made_report;

-- the state of each report in each version
create temp table made_version on commit drop as
select
    made_report.number,
    turn.ordinal,
    encode(sha256(convert_to(made_report.number || ' ' || turn.ordinal, 'UTF8')), 'hex') as payload_sha256,
    made_report.report_id,
    made_report.source_key,
    made_report.lang,
    made_report.root_number,
    made_report.published_at,
    made_night.night,
    made_night.day,
    made_night.run_no,
    ended.day as ended_day,
    ended.run_no as ended_run_no
from made_report
cross join lateral (
    values (1, made_report.night, made_report.changed_night), (2, made_report.changed_night, null)
) as turn (ordinal, night, ended_night)
join made_night on made_night.night = turn.night
left join made_night as ended on ended.night = turn.ended_night;
alter table made_version add column version_id text;
update made_version set version_id = pg_temp.id(source_key, '/' || number, payload_sha256);
alter table made_version add column reading_id text;
update made_version set reading_id = pg_temp.id(version_id, 'invented-1');
create index on made_version (number, ordinal);
analyze made_version;

insert into core.report (report_id, source_key, url_key, url, last_seen_day, known_from, opened_run)
select report_id, source_key, '/' || number, 'http://' || source_key || '.example/' || number, day, day, run_no
from made_report;

insert into raw.page (payload_sha256, payload_bytes, content_type, warc_file, warc_offset)
select payload_sha256, 20000, 'text/html', source_key || '/' || day || '/invented.warc.gz', number * 10
from made_version;

insert into raw.fetch (source_key, url, payload_sha256, url_key, role, status, first_day, last_day)
select source_key, 'http://' || source_key || '.example/' || number, payload_sha256, '/' || number, 'report', 200, day, day
from made_version;

insert into core.version
    (version_id, report_id, ordinal, first_payload_sha256, first_seen_day, last_seen_day, known_from, opened_run)
select version_id, report_id, ordinal, payload_sha256, day, coalesce(ended_day, day), day, run_no
from made_version;

insert into core.version_payload (version_id, payload_sha256, known_from, opened_run)
select version_id, payload_sha256, day, run_no
from made_version;
