-- name: claim_of_held_version
-- level: warning
-- what to do: a version was held after its claims had been read; mart hides them, make why KEY=<source> says how to release.
select claim.claim_id, held_now.source_key, held_now.day, held_now.reason
from core.claim
join core.held_now using (version_id)
where claim.known_to is null
