-- mart.as_of: sets the day for this connection; every view of mart then shows the rows that the warehouse held on that day, as
-- the reader of that day had read them.
-- Null goes back to the published state. Answers the day that is now set.
create function mart.as_of(day date) returns date
language sql
volatile
as $$
    select nullif(set_config('mart.as_of_day', coalesce(day::text, ''), false), '')::date
$$;
comment on function mart.as_of(date) is 'Sets the day for this connection: views of mart show the rows held on that day, as read then; null: the published state';
