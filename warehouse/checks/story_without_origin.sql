-- name: story_without_origin
-- level: blocking
-- what to do: every report of the story goes back to another, so it has no witness; look at the evidence of its edges, relate anew.
select member.story_id, count(*) as reports
from core.story_member as member
where member.known_to is null
group by member.story_id
having bool_and(
    exists (select from core.edge where edge.report_id = member.report_id and edge.known_to is null)
    or exists (select from core.retelling where retelling.report_id = member.report_id and retelling.known_to is null)
)
