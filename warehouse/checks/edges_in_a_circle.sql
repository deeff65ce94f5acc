-- name: edges_in_a_circle
-- level: blocking
-- what to do: reports copied from one another have no origin; look at their edges' evidence, then relate anew.
with recursive ancestor as (
    select edge.report_id, edge.copied_from_report_id as ancestor_report_id
    from core.edge
    where edge.known_to is null
    union
    select ancestor.report_id, edge.copied_from_report_id
    from ancestor
    join core.edge on edge.report_id = ancestor.ancestor_report_id and edge.known_to is null
)
select ancestor.report_id
from ancestor
where ancestor.report_id = ancestor.ancestor_report_id
