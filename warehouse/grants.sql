-- Who may do what in one warehouse database. Run by the owner after migrations and views, any number of times.
-- The loader cannot change the schema and cannot delete; article text is read as far as a source's terms allow.
grant usage on schema raw, core, mart, ops to p8_loader;
grant select, insert, update on all tables in schema raw, core, ops to p8_loader;
revoke insert, update on ops.schema_migration, ops.review from p8_loader;
grant maintain on all tables in schema core to p8_loader;  -- for analyze: without it fresh rows make views slow
grant maintain on ops.run, ops.published, ops.source_run, ops.review_queue to p8_loader;
grant select on all tables in schema mart to p8_loader;
grant maintain on mart.published_report_origin, mart.published_report, mart.published_claim, mart.published_not_counted,
    mart.published_source_month to p8_loader;  -- publishing refreshes them
grant usage on schema kept to p8_loader;
grant select, maintain on all tables in schema kept to p8_loader;

grant usage on schema core, mart to p8_analyst, p8_reviewer;
grant select on all tables in schema core, mart to p8_analyst, p8_reviewer;
-- it reads texts for its caller and shows what terms allow: nobody else may call it
revoke execute on function mart.report_hits(tsquery, text, bigint) from public;
grant execute on function mart.report_hits(tsquery, text, bigint) to p8_analyst, p8_reviewer;
-- whole texts only of sources whose terms let analysts read them: row security of 018

grant usage on schema ops to p8_reviewer;
revoke insert on ops.review from p8_reviewer;  -- who judged and when is not theirs to say
grant select, insert (claim_id, judgement, note, source_key, day, task, report_id, other_report_id) on ops.review to p8_reviewer;

-- nobody calls a function that is not meant for him: some read by the owner's right
revoke execute on all functions in schema mart from public;
grant execute on all functions in schema mart to p8_loader, p8_analyst, p8_reviewer;

-- the public sees which sources were awake, published figures and claims without words, people or places finer than a city; only
-- of the published state: no function by the owner's right is open to it
grant usage on schema mart to p8_public;
grant select on mart.horizon, mart.source_health, mart.coverage_by_month, mart.public_claim to p8_public;
grant execute on function mart.is_known to p8_public;
