-- name: source_without_verdict
-- level: warning
-- what to do: its crawl never reported: read the log of its collect task, then run the night again. The night is red by name.
select asked.source_key, 'no verdict on this day' as offence
from ops.run
cross join lateral unnest(run.expected_sources) as asked (source_key)
where run.run_no = %(run_no)s
    and run.dag_id = 'nightly'
    and not exists (
        select from ops.source_run
        where source_run.source_key = asked.source_key and source_run.day = run.day and source_run.task = 'nightly'
    )
