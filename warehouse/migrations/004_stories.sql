-- Stories and who copied whom. Memberships and edges have a beginning and an end; a report has one of each open at most.
-- New tables: locks nothing, touches no rows.
create table core.story (
    story_id text not null,
    known_from date not null,
    opened_run bigint not null,
    known_to date,
    closed_run bigint,
    constraint story_pkey primary key (story_id),
    constraint story_root foreign key (story_id) references core.report (report_id),
    constraint story_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint story_closed_by foreign key (closed_run) references ops.run (run_no),
    constraint story_known_in_order check (known_to >= known_from),
    constraint story_closed_has_day check ((known_to is null) = (closed_run is null))
);
comment on table core.story is 'One row per story: the reports that tell the same thing';
comment on column core.story.story_id is 'Public id: the report that was the root when the story was first seen; kept when an older root turns up';
comment on column core.story.known_from is 'Day of the run that first saw it';
comment on column core.story.opened_run is 'Run that first saw it';
comment on column core.story.known_to is 'Day from which no report belongs to it any more; null while it stands';
comment on column core.story.closed_run is 'Run that closed it';

create table core.story_member (
    membership_no bigint generated always as identity,
    report_id text not null,
    story_id text not null,
    method text not null,
    score numeric(6, 4),
    evidence jsonb not null,
    known_from date not null,
    opened_run bigint not null,
    known_to date,
    closed_run bigint,
    constraint story_member_pkey primary key (membership_no),
    constraint story_member_report foreign key (report_id) references core.report (report_id),
    constraint story_member_story foreign key (story_id) references core.story (story_id),
    constraint story_member_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint story_member_closed_by foreign key (closed_run) references ops.run (run_no),
    constraint story_member_known_in_order check (known_to >= known_from),
    constraint story_member_closed_has_day check ((known_to is null) = (closed_run is null))
);
create unique index story_member_one_open_story on core.story_member (report_id) where known_to is null;
create index story_member_story_id on core.story_member (story_id);
comment on table core.story_member is 'Which report belongs to which story, from when until when, and why';
comment on column core.story_member.membership_no is 'Order of entry; no public id';
comment on column core.story_member.report_id is 'Report';
comment on column core.story_member.story_id is 'Story';
comment on column core.story_member.method is 'How it was recognised';
comment on column core.story_member.score is 'Strength of the match, 0 to 1; null for a root';
comment on column core.story_member.evidence is 'What was matched: shared passages as spans, names, numbers';
comment on column core.story_member.known_from is 'Day of the run that wrote it';
comment on column core.story_member.opened_run is 'Run that wrote it';
comment on column core.story_member.known_to is 'Day from which it no longer holds; null while it does';
comment on column core.story_member.closed_run is 'Run that closed it';

create table core.story_alias (
    alias_no bigint generated always as identity,
    story_id text not null,
    merged_into_story_id text not null,
    known_from date not null,
    opened_run bigint not null,
    constraint story_alias_pkey primary key (alias_no),
    constraint story_alias_is_recorded_once unique (story_id, merged_into_story_id, known_from),
    constraint story_alias_story foreign key (story_id) references core.story (story_id),
    constraint story_alias_target foreign key (merged_into_story_id) references core.story (story_id),
    constraint story_alias_opened_by foreign key (opened_run) references ops.run (run_no)
);
comment on table core.story_alias is 'Merges: a story id that was in use, and the story that took its reports over';
comment on column core.story_alias.alias_no is 'Order of entry; no public id';
comment on column core.story_alias.story_id is 'The id no longer used';
comment on column core.story_alias.merged_into_story_id is 'The story it became part of';
comment on column core.story_alias.known_from is 'Day of the merge';
comment on column core.story_alias.opened_run is 'Run that merged them';

create table core.edge (
    edge_no bigint generated always as identity,
    report_id text not null,
    copied_from_report_id text not null,
    method text not null,
    score numeric(6, 4),
    evidence jsonb not null,
    known_from date not null,
    opened_run bigint not null,
    known_to date,
    closed_run bigint,
    constraint edge_pkey primary key (edge_no),
    constraint edge_report foreign key (report_id) references core.report (report_id),
    constraint edge_copied_from foreign key (copied_from_report_id) references core.report (report_id),
    constraint edge_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint edge_closed_by foreign key (closed_run) references ops.run (run_no),
    constraint edge_leads_elsewhere check (report_id <> copied_from_report_id),
    constraint edge_known_in_order check (known_to >= known_from),
    constraint edge_closed_has_day check ((known_to is null) = (closed_run is null))
);
create unique index edge_one_open_source on core.edge (report_id) where known_to is null;
create index edge_copied_from_report_id on core.edge (copied_from_report_id);
comment on table core.edge is 'Directed copies: this report was made from that one. A report without an open edge is an origin';
comment on column core.edge.edge_no is 'Order of entry; no public id';
comment on column core.edge.report_id is 'The copy, rewrite or translation';
comment on column core.edge.copied_from_report_id is 'What it was made from';
comment on column core.edge.method is 'How it was recognised';
comment on column core.edge.score is 'Strength of the match, 0 to 1';
comment on column core.edge.evidence is 'What was matched: shared passages as spans, names, numbers';
comment on column core.edge.known_from is 'Day of the run that wrote it';
comment on column core.edge.opened_run is 'Run that wrote it';
comment on column core.edge.known_to is 'Day from which it no longer holds; null while it does';
comment on column core.edge.closed_run is 'Run that closed it';
