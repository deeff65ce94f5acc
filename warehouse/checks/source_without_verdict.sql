-- name: source_without_verdict
-- level: blocking
-- what to do: its crawl never reported; see the collect and register tasks of that source, then run the night again.
select asked.source_key, 'no verdict on this day' as offence
from ops.run
cross join lateral unnest(run.expected_sources) as asked (source_key)
where run.run_no = %(run_no)s
    and not exists (
        select from ops.source_run
        where source_run.source_key = asked.source_key and source_run.day = run.day
    )
union all
select null, 'the night was to ask no source at all'
from ops.run
where run.run_no = %(run_no)s
    and run.dag_id = 'nightly'
    and run.expected_sources = '{}'
