-- name: claim_of_held_version
-- level: warning
-- what to do: a version was held after its claims had been read; mart hides them, make why KEY=<source> says how to release.
select claim.claim_id, hold.source_key, hold.day, hold.reason
from core.claim
join core.hold using (version_id)
where claim.known_to is null
    and hold.known_to is null
