-- Invented: nights over seven years, 120 sources, and a verdict of each source for each night.
create function pg_temp.draw(number bigint, salt bigint, below bigint) returns bigint
language sql immutable parallel safe
as $$
    select (hashint8extended(number, salt) & 9223372036854775807) %% below
$$;

create function pg_temp.id(variadic parts text[]) returns text
language sql immutable parallel safe
as $$
    select left(encode(sha256(convert_to(array_to_string(parts, E'\n'), 'UTF8')), 'hex'), 16)
$$;

create temp table made_night on commit drop as
select night, date '2019-12-22' + (night * 2500 / %(nights)s)::int as day
from generate_series(1, %(nights)s::bigint) as night;

alter table made_night add column run_no bigint;

with opened as (
    insert into ops.run (run_id, dag_id, web, day, state, ended_at)
    select 'invented ' || night, 'nightly', 'sample', day, 'green', day::timestamptz
    from made_night
    order by night
    returning run_no, run_id
)
update made_night
set run_no = opened.run_no
from opened
where opened.run_id = 'invented ' || made_night.night;

create temp table made_source on commit drop as
select
    place,
    'invented_' || place || '_' || lang as source_key,
    lang
from (
    select
        place,
        (array['en', 'ko', 'ko', 'zh', 'en', 'ja', 'ko', 'ru', 'en', 'zh'])[1 + place %% 10] as lang
    from generate_series(0, 119) as place
) as source;

insert into core.source (source_key, name, kind, languages, country, home_url, zone, quiet_days, known_from, opened_run)
select
    source_key,
    'Invented ' || place,
    (array['outlet', 'outlet', 'outlet', 'ngo', 'government', 'un'])[1 + place %% 6],
    array[lang],
    case lang when 'ko' then 'KR' when 'zh' then 'CN' when 'ja' then 'JP' when 'ru' then 'RU' else 'US' end,
    'http://' || source_key || '.example/',
    'Asia/Seoul',
    3,
    made_night.day,
    made_night.run_no
from made_source
join made_night on made_night.night = 1;

update ops.run
set expected_sources = (select array_agg(source_key order by source_key) from made_source)
where run_id like 'invented %%';

insert into ops.source_run
    (source_key, day, run, run_no, task, verdict, reason, exit_code, figures, yields)
select
    source_key,
    day,
    to_char(day, 'YYYYMMDD') || 'T180000Z-1',
    run_no,
    'nightly',
    (array['ok', 'ok', 'ok', 'ok', 'not_modified', 'quiet', 'unreachable', 'stale'])[1 + pg_temp.draw(place * 10000 + night, 1, 8)],
    'as invented',
    0,
    jsonb_build_object('listed', 20, 'new', 2, 'fetched', 2, 'not_modified', 18, 'failed', 0),
    jsonb_build_object('texts', 2, 'new_versions', 2, 'relevant', 2)
from made_night
cross join made_source;
