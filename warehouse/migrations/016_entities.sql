-- Companies and agencies that the curated list names.
-- A new table: locks nothing, touches no rows.
create table core.entity (
    entity_key text not null,
    name text not null,
    kind text not null,
    country text not null,
    names text[] not null,
    source text not null,
    is_checked boolean not null,
    note text not null,
    known_from date not null,
    opened_run bigint not null,
    constraint entity_pkey primary key (entity_key),
    constraint entity_opened_by foreign key (opened_run) references ops.run (run_no)
);
comment on table core.entity is 'One row per company or body of the curated list (transforms/vocab/entities.csv), as now declared';
comment on column core.entity.entity_key is 'Key in the list; claims that name it have it in details.entity';
comment on column core.entity.name is 'Name in the document that names it';
comment on column core.entity.kind is 'What it was named as: dispatching_agency, intermediary, employer, client, supplier or state_body';
comment on column core.entity.country is 'Country it sits in, ISO 3166';
comment on column core.entity.names is 'Names that link to it, in any script';
comment on column core.entity.source is 'Document that names it';
comment on column core.entity.is_checked is 'True if somebody read the name in that document';
comment on column core.entity.note is 'What to know about it, or about names that look alike';
comment on column core.entity.known_from is 'Day of the run that first had it';
comment on column core.entity.opened_run is 'Run that first had it';
