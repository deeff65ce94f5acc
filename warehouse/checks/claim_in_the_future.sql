-- name: claim_in_the_future
-- level: warning
-- what to do: something affirmed is dated after the night: a plan read as a fact, or a wrong year; judge the claim in ops.review.
select claim.claim_id, claim.sentence, claim.event_start, run.day
from core.claim
join ops.run on run.run_no = %(run_no)s
where claim.known_to is null
    and claim.opened_run = run.run_no
    and claim.polarity = 'affirmed'
    and claim.type in ('movement', 'headcount', 'incident')
    and coalesce(claim.subtype, '') not in ('planned_dispatch', 'forecast', 'repatriation_order', 'repatriation_demand')
    and claim.event_start > run.day + 1
