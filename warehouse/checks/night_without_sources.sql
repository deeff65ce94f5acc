-- name: night_without_sources
-- level: blocking
-- what to do: the night was to ask no source at all; look at the parameter `sources` of the run and at the registry.
select run.run_id, run.day, 'no source was to be asked' as offence
from ops.run
where run.run_no = %(run_no)s
    and run.dag_id = 'nightly'
    and run.expected_sources = '{}'
