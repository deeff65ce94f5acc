-- How much of a source's text may be shown, and rows of readings by it.
-- A new column with a constant default: no table is rewritten, no row touched. Row security locks the table for a moment.
alter table core.source add column terms text not null default 'internal';
alter table core.source add constraint source_terms_are_known
check (terms in ('public', 'internal', 'quotes')) not valid;
comment on column core.source.terms is 'public: full text may be shown to all; internal: to analysts; quotes: only quotes of it';

-- an analyst sees no row of a reading whose text is not for analysts; its title and day stand in mart
alter table core.reading enable row level security;
create policy reading_for_loader on core.reading for all to p8_loader using (true) with check (true);
create policy reading_for_analysts on core.reading for select to p8_analyst, p8_reviewer using (
    exists (
        select from core.version
        join core.report using (report_id)
        join core.source using (source_key)
        where version.version_id = reading.version_id
            and source.terms in ('public', 'internal')
    )
);
