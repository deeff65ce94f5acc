-- name: quote_equals_reading
-- level: blocking
-- what to do: the reader or the extractor moved text under a claim; python -m warehouse.verify names it, then read it anew.
select claim.claim_id, claim.version_id, claim.quote, claim.quote_start, claim.quote_end
from core.claim
left join core.reading using (reading_id)
where claim.known_to is null
    and substr(reading.text, (claim.quote_start + 1)::integer, (claim.quote_end - claim.quote_start)::integer) is distinct from claim.quote
