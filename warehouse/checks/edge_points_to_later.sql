-- name: edge_points_to_later
-- level: blocking
-- what to do: a copy stands before what it was copied from; compare the two dates of publication, then relate anew.
select edge.report_id, edge.copied_from_report_id, copy.published_day as copy_day, source.published_day as copied_from_day
from core.edge
join core.current_reading as copy_now on copy_now.report_id = edge.report_id
join core.reading as copy on copy.reading_id = copy_now.reading_id
join core.current_reading as source_now on source_now.report_id = edge.copied_from_report_id
join core.reading as source on source.reading_id = source_now.reading_id
where edge.known_to is null
    -- certainly later: by the moments where both are known, else by days, which two zones may shift by one
    and case
        when source.published_at is not null and copy.published_at is not null then source.published_at > copy.published_at
        else source.published_day > copy.published_day + 1
    end
