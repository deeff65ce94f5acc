-- name: claim_of_no_report
-- level: blocking
-- what to do: a claim was read from a listing, block page or error page; reject that page, then read anew.
select claim.claim_id, claim.quote, reading.kind
from core.claim
join core.reading using (reading_id)
where claim.known_to is null
    and reading.kind not in ('article', 'teaser')
