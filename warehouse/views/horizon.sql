-- mart.horizon: one row, up to where the views look. No row while nothing is published: then every view is empty.
create view mart.horizon as
select
    published.run_no,
    coalesce(chosen.day, date 'infinity') as day,
    case
        when chosen.day is null then published.run_day
        else (select max(run.day) from ops.run where run.run_no <= published.run_no and run.day <= chosen.day)
    end as run_day,
    chosen.day as as_of_day,
    coalesce(chosen.extractor, 'now') as extractor
from ops.published
cross join (
    select
        nullif(current_setting('mart.as_of_day', true), '')::date as day,
        nullif(current_setting('mart.as_of_extractor', true), '') as extractor
) as chosen
where published.is_only_row;  -- tells the planner what the table's rule says: one row
comment on view mart.horizon is 'Up to where the views look: the published run, and the day set with mart.as_of';
comment on column mart.horizon.run_no is 'Rows of runs up to this one are shown';
comment on column mart.horizon.day is 'Rows known on this day are shown; infinity if no day is set';
comment on column mart.horizon.run_day is 'Day of the published run, or of the last run up to the day that is set: tonight';
comment on column mart.horizon.as_of_day is 'Day set with mart.as_of; null if none is';
comment on column mart.horizon.extractor is 'now: claims as they are read today, of what was known on the day; then: claims as they were held on the day';
