-- name: report_unread
-- level: warning
-- what to do: the reader broke on this report and reads it again every night; the raw value names where, mend it there.
select reject.source_key, reject.url, reject.raw_value
from ops.reject
join ops.run on run.run_no = %(run_no)s
where reject.reason = 'report_unread'
    and reject.last_day = run.day
