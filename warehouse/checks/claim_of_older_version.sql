-- name: claim_of_older_version
-- level: blocking
-- what to do: a newer version stands, yet the older one's claim is open; run the read step again, which closes it.
select claim.claim_id, claim.version_id, newer.version_id as newer_version_id
from core.claim
join core.version using (version_id)
join core.version as newer
    on newer.report_id = version.report_id
    and coalesce(newer.turn, newer.ordinal) > coalesce(version.turn, version.ordinal)
where claim.known_to is null
    -- a version that is held replaces nothing
    and not exists (select from core.held_now where held_now.version_id = newer.version_id)
