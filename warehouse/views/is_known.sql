-- mart.is_known: the one rule of what a view shows. A row is shown if a run up to the horizon's opened it, it was known on
-- the horizon's day, and it was not closed by then: a close by a later, unpublished run does not count.
create function mart.is_known(
    known_from date, known_to date, opened_run bigint, closed_run bigint, horizon_run bigint, horizon_day date
) returns boolean
language sql
immutable
as $$
    select opened_run <= horizon_run
        and known_from <= horizon_day
        and (closed_run is null or closed_run > horizon_run or known_to > horizon_day)
$$;
comment on function mart.is_known(date, date, bigint, bigint, bigint, date) is
    'True if a row with these two times was held at this horizon';
