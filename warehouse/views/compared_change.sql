-- mart.compared_change: one row per change known at the horizon with the comparison of its two readings that counts there, the newest,
-- where it says anything and no side is held. Behind mart.changes and mart.changed_figures.
create view mart.compared_change as
with compared as (
    select distinct on (change.change_id)
        change.change_id,
        change.report_id,
        change.old_version_id,
        change.new_version_id,
        change.seen_old_day,
        change.seen_new_day,
        change.known_from,
        change_reading.change_reading_id,
        change_reading.new_reading_id,
        change_reading.traits,
        change_reading.note_quote,
        change_reading.sentence,
        change_reading.diff
    from core.change
    cross join mart.horizon
    join core.change_reading using (change_id)
    where mart.is_known(change.known_from, null, change.opened_run, null, horizon.run_no, horizon.day)
        and mart.is_known(change_reading.known_from, null, change_reading.opened_run, null, horizon.run_no, horizon.day)
    order by change.change_id, change_reading.opened_run desc, change_reading.known_from desc, change_reading.change_reading_id
)
select compared.*
from compared
where compared.traits <> '{}'
    and not exists (
        select from mart.held_version where held_version.version_id in (compared.old_version_id, compared.new_version_id)
    );
comment on view mart.compared_change is 'Changes with the comparison that counts at the horizon; ask mart.changes or mart.changed_figures';
comment on column mart.compared_change.change_id is 'Change';
comment on column mart.compared_change.report_id is 'Report';
comment on column mart.compared_change.old_version_id is 'Version before';
comment on column mart.compared_change.new_version_id is 'Version after';
comment on column mart.compared_change.seen_old_day is 'Last day on which the version before was seen';
comment on column mart.compared_change.seen_new_day is 'First day on which the version after was seen';
comment on column mart.compared_change.known_from is 'Day from which the change was known';
comment on column mart.compared_change.change_reading_id is 'Comparison of the two readings';
comment on column mart.compared_change.new_reading_id is 'Reading of the version after';
comment on column mart.compared_change.traits is 'What it is about, the weightiest first';
comment on column mart.compared_change.note_quote is 'What the outlet says of it; null if nothing';
comment on column mart.compared_change.sentence is 'The change in one line';
comment on column mart.compared_change.diff is 'The words that changed';
