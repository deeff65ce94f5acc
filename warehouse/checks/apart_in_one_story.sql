-- name: apart_in_one_story
-- level: blocking
-- what to do: a person judged these two reports to tell different stories; a bug of relate joined them: relate anew.
select apart.report_id, apart.other_report_id, member.story_id, apart.reason
from core.apart
join core.story_member as member on member.report_id = apart.report_id and member.known_to is null
join core.story_member as other
    on other.report_id = apart.other_report_id
    and other.story_id = member.story_id
    and other.known_to is null
where apart.known_to is null
