-- Reports that retell one source that they name: of one story, and no copies of each other.
-- A new table and columns that are null or have a constant default: no table is rewritten, and no row changes. What stands in
-- stories is not due; `reprocess` of everything, run once after the upgrade, finds the retellings in it.
create table core.retelling (
    retelling_no bigint generated always as identity,
    report_id text not null,
    told_with_report_id text not null,
    named_source text not null,
    method text not null,
    score numeric(6, 4),
    evidence jsonb not null,
    known_from date not null,
    opened_run bigint not null,
    known_to date,
    closed_run bigint,
    constraint retelling_pkey primary key (retelling_no),
    constraint retelling_report foreign key (report_id) references core.report (report_id),
    constraint retelling_told_with foreign key (told_with_report_id) references core.report (report_id),
    constraint retelling_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint retelling_closed_by foreign key (closed_run) references ops.run (run_no),
    constraint retelling_leads_elsewhere check (report_id <> told_with_report_id),
    constraint retelling_known_in_order check (known_to >= known_from),
    constraint retelling_closed_has_day check ((known_to is null) = (closed_run is null))
);
create unique index retelling_one_open on core.retelling (report_id) where known_to is null;
create index retelling_told_with_report_id on core.retelling (told_with_report_id);
comment on table core.retelling is 'Reports that retell a source which an earlier report names too, or is of: both go back to that source and neither to the other. A report has an open edge or an open retelling, never both';
comment on column core.retelling.retelling_no is 'Order of entry; no public id';
comment on column core.retelling.report_id is 'The later report';
comment on column core.retelling.told_with_report_id is 'The earlier report that tells the same of the same source; it was not copied from';
comment on column core.retelling.named_source is 'Key of that source: a paper, an agency, an office, an NGO (transforms/vocab/named_sources.csv)';
comment on column core.retelling.method is 'How it was recognised';
comment on column core.retelling.score is 'Share of the facts of the poorer text that both have, 0 to 1';
comment on column core.retelling.evidence is 'Where each of the two cites the source (0 to 0 where it is the source''s own), then each fact that both have, as spans';
comment on column core.retelling.known_from is 'Day of the run that wrote it';
comment on column core.retelling.opened_run is 'Run that wrote it';
comment on column core.retelling.known_to is 'Day from which it no longer holds; null while it does';
comment on column core.retelling.closed_run is 'Run that closed it';

alter table core.edge add column named_source text;
comment on table core.edge is 'Directed copies: this report was made from that one. A report without an open edge or retelling is an origin';
comment on column core.edge.named_source is 'Key of the source that the report names and that the other one is of; null for what was recognised by its text';

alter table core.refused_edge add column named_source text;
alter table core.refused_edge add column is_retelling boolean not null default false;
comment on table core.refused_edge is 'Edges and retellings that were found and are not used, because they would join two reports that a person judged apart';
comment on column core.refused_edge.copied_from_report_id is 'What it looks like a copy of, or is told with';
comment on column core.refused_edge.named_source is 'Key of the source that both retell, or that the other one is of; null for what was recognised by its text';
comment on column core.refused_edge.is_retelling is 'True for a retelling, false for an edge';
