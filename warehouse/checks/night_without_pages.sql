-- name: night_without_pages
-- level: blocking
-- what to do: no page came from any source; look at the network and at the verdicts, then run the night again.
select run.run_id, run.day, 'no page from any source' as offence
from ops.run
where run.run_no = %(run_no)s
    and run.dag_id = 'nightly'
    and not exists (select from raw.fetch as answer where run.day between answer.first_day and answer.last_day)
