-- name: report_without_story
-- level: blocking
-- what to do: a relevant report belongs to no story, so its origin is unknown; run the relate step again.
select current_reading.report_id, reading.title
from core.current_reading
join core.reading using (reading_id)
where reading.is_relevant
    and not exists (
        select from core.story_member
        where story_member.report_id = current_reading.report_id and story_member.known_to is null
    )
