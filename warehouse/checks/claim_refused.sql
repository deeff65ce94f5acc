-- name: claim_refused
-- level: warning
-- what to do: the reader made a claim that breaks a rule of the warehouse; the raw value is in ops.reject, mend its rule.
select reject.source_key, reject.url, reject.reason
from ops.reject
where reject.stage = 'read'
    and reject.reason <> 'report_unread'
    and reject.run_no = %(run_no)s
