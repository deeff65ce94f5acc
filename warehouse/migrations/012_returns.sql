-- An outlet that goes back to an earlier text shows a version that is there already: it stands again, and its claims with it.
-- A new column that is null: no table is rewritten, no row touched. The view is replaced by one with the same columns.
alter table core.version add column turn bigint;
comment on column core.version.turn is 'Place among the versions of the report since the outlet went back to this one; null: it never did, and ordinal counts. The highest stands';

create or replace view core.current_reading as
select distinct on (version.report_id)
    version.report_id,
    version.version_id,
    version.ordinal,
    reading.reading_id
from core.version
join core.reading using (version_id)
where not exists (select from core.held_now where held_now.version_id = version.version_id)
order by version.report_id, coalesce(version.turn, version.ordinal) desc, reading.opened_run desc, reading.extractor_version desc;
comment on view core.current_reading is 'One row per report: the version that stands, which is read and not held, and the newest reading of it';
comment on column core.current_reading.version_id is 'The version that stands: the newest, or an earlier one that the outlet went back to';
comment on table core.change is 'One row per step from a version of a report to the next, or back to an earlier one';
