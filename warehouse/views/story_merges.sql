-- mart.story_merges: one row per story id that went up in another story, as known at the horizon. A merge that ended by then keeps
-- its row: the id stands again, or another row says where its reports are.
create view mart.story_merges as
select
    story_alias.story_id,
    story_alias.merged_into_story_id,
    story_alias.known_from as merged_day,
    case
        when story_alias.closed_run <= horizon.run_no and story_alias.known_to <= horizon.day then story_alias.known_to
    end as ended_day
from core.story_alias
cross join mart.horizon
where story_alias.opened_run <= horizon.run_no
    and story_alias.known_from <= horizon.day
    -- one that ended on its first day never held
    and (
        story_alias.closed_run is null
        or story_alias.closed_run > horizon.run_no
        or story_alias.known_to > story_alias.known_from
    )
order by story_alias.known_from, story_alias.story_id;
comment on view mart.story_merges is 'Story ids that went up in another story: where to look for their reports, and merges that were undone';
comment on column mart.story_merges.story_id is 'The id that was in use';
comment on column mart.story_merges.merged_into_story_id is 'The story that has its reports';
comment on column mart.story_merges.merged_day is 'Day of the merge';
comment on column mart.story_merges.ended_day is 'Day from which it holds no longer: undone, or that story went up in a third; null while it holds';
