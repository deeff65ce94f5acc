-- name: good_night_of_nothing
-- level: blocking
-- what to do: a verdict says ok or quiet of a listing that held nothing: scrapers/health.py let a zero pass; no number of it may stand.
select source_run.source_key, source_run.verdict, source_run.figures ->> 'listed' as listed
from ops.source_run
join ops.run on run.run_no = %(run_no)s and run.day = source_run.day
where run.dag_id = 'nightly'
    and source_run.task = 'nightly'
    and source_run.verdict in ('ok', 'quiet')
    and coalesce((source_run.figures ->> 'listed')::bigint, 0) = 0
    and coalesce((source_run.figures ->> 'parts')::bigint, 0) = 0
