-- name: edges_in_a_circle
-- level: blocking
-- what to do: reports copied from, or told with, one another have no origin; look at the evidence of their edges and retellings, then relate anew.
with recursive link as (
    select report_id, copied_from_report_id as joined_to_report_id
    from core.edge
    where known_to is null
    union all
    select report_id, told_with_report_id
    from core.retelling
    where known_to is null
),
ancestor as (
    select link.report_id, link.joined_to_report_id as ancestor_report_id
    from link
    union
    select ancestor.report_id, link.joined_to_report_id
    from ancestor
    join link on link.report_id = ancestor.ancestor_report_id
)
select ancestor.report_id
from ancestor
where ancestor.report_id = ancestor.ancestor_report_id
