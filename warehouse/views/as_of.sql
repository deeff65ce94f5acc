-- mart.as_of: sets the day for this connection; every view of mart then shows what was known on that day. The claims are today's
-- readings of the versions known then; with extractor => 'then' they are those that the warehouse held on that day, mistakes
-- of that day's reader included. Null goes back to the published state. Answers what is now set, in words.
create function mart.as_of(day date, extractor text default 'now') returns text
language plpgsql
volatile
set search_path = pg_catalog
as $$
begin
    if extractor is null or extractor not in ('now', 'then') then
        raise exception 'extractor is % and must be ''now'' (today''s readings of what was known) or ''then'' (readings held on the day)', quote_nullable(extractor);
    end if;
    perform set_config('mart.as_of_day', coalesce(day::text, ''), false);
    perform set_config('mart.as_of_extractor', extractor, false);
    return case
        when day is null then 'the published state'
        when extractor = 'now' then format('what was known on %s, as it is read now', day)
        else format('what was held on %s, as it was read then', day)
    end;
end
$$;
comment on function mart.as_of(date, text) is
'Sets the day for this connection: views of mart show what was known on that day, by today''s readings (extractor => ''now'') or by those held then (''then''); null: the published state. Answers in words what is set';
