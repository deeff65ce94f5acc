-- name: published_in_the_future
-- level: blocking
-- what to do: a report is dated after the night that read it; find the wrong date with make why KEY=<source>, mend it, read anew.
select report.source_key, report.url, reading.published_day, run.day
from core.reading
join core.version using (version_id)
join core.report using (report_id)
join ops.run on run.run_no = %(run_no)s
-- a day is over in Samoa when it begins in Kiribati
where reading.published_day > run.day + 1
    and reading.opened_run = run.run_no
