-- Stories night by night: what no run has related yet, where each report stands in time, merges that end, and what a person says
-- of two reports that tell different stories.
-- New columns are null or have a constant default: no table is rewritten; open memberships get their day, merges that were
-- followed by another one of the same story end with it. The indexes are built while writers of these tables wait:
-- no run is under way when a warehouse is migrated.
-- What stands in stories already is not due: `reprocess` of everything, run once after the upgrade, relates it by the new rules
-- and tells what differs before anything is kept.
alter table core.reading add column is_related boolean not null default true;
alter table core.reading alter column is_related set default false;
-- squawk-ignore require-concurrent-index-creation
create index reading_to_relate on core.reading (version_id) where not is_related;
comment on column core.reading.is_related is 'True once stories take it into account';

alter table core.hold add column is_related boolean not null default true;
alter table core.hold alter column is_related set default false;
-- squawk-ignore require-concurrent-index-creation
create index hold_to_relate on core.hold (version_id) where not is_related;
comment on column core.hold.is_related is 'True once stories take its being open, or closed, into account';

alter table core.story_member add column placed_day date;
update core.story_member
set placed_day = coalesce(
    (reading.published_at at time zone 'UTC' + make_interval(secs => reading.published_offset_seconds))::date,
    reading.published_day,
    report.known_from
)
from core.current_reading
join core.reading using (reading_id)
join core.report on report.report_id = current_reading.report_id
where current_reading.report_id = story_member.report_id
    and story_member.known_to is null;
-- squawk-ignore require-concurrent-index-creation
create index story_member_placed_day on core.story_member (placed_day) where known_to is null;
-- squawk-ignore require-concurrent-index-creation
create index story_member_report_id on core.story_member (report_id, known_from);
comment on column core.story_member.placed_day is 'Day at which it stands among others: of publication as the outlet dates it, else first known; null in rows closed before this column';
comment on column core.story.story_id is 'Public id: of its members the one that was in a story first; of those of one day the one that was published first when it was first read';

alter table core.story_alias add column known_to date;
alter table core.story_alias add column closed_run bigint;
with later as (
    select
        alias_no,
        lead(known_from) over by_story as known_from,
        lead(opened_run) over by_story as opened_run
    from core.story_alias
    window by_story as (partition by story_id order by alias_no)
)
update core.story_alias
set known_to = later.known_from,
    closed_run = later.opened_run
from later
where later.alias_no = story_alias.alias_no
    and later.known_from is not null;
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table core.story_alias add constraint story_alias_closed_by foreign key (closed_run) references ops.run (run_no);
-- squawk-ignore constraint-missing-not-valid
alter table core.story_alias add constraint story_alias_known_in_order check (known_to >= known_from);
-- squawk-ignore constraint-missing-not-valid
alter table core.story_alias add constraint story_alias_closed_has_day check ((known_to is null) = (closed_run is null));
-- squawk-ignore ban-drop-constraint
alter table core.story_alias drop constraint story_alias_is_recorded_once;
-- squawk-ignore require-concurrent-index-creation
create unique index story_alias_one_open_target on core.story_alias (story_id) where known_to is null;
-- squawk-ignore require-concurrent-index-creation
create index story_alias_merged_into_story_id on core.story_alias (merged_into_story_id);
comment on table core.story_alias is 'Merges: a story id that was in use, and the story that its reports are in, from when until when';
comment on column core.story_alias.story_id is 'The id that was in use';
comment on column core.story_alias.merged_into_story_id is 'The story that has its namesake; if that is in no story any more, the story that has those that were with it';
comment on column core.story_alias.known_to is 'Day from which it no longer holds: the id stands again, or its reports are in yet another story; null while it does';
comment on column core.story_alias.closed_run is 'Run that closed it';

create table core.apart (
    apart_no bigint generated always as identity,
    report_id text not null,
    other_report_id text not null,
    reason text not null,
    known_from date not null,
    opened_run bigint not null,
    known_to date,
    closed_run bigint,
    constraint apart_pkey primary key (apart_no),
    constraint apart_report foreign key (report_id) references core.report (report_id),
    constraint apart_other_report foreign key (other_report_id) references core.report (report_id),
    constraint apart_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint apart_closed_by foreign key (closed_run) references ops.run (run_no),
    constraint apart_pair_has_one_order check (report_id < other_report_id),
    constraint apart_known_in_order check (known_to >= known_from),
    constraint apart_closed_has_day check ((known_to is null) = (closed_run is null))
);
create unique index apart_one_open on core.apart (report_id, other_report_id) where known_to is null;
comment on table core.apart is 'Pairs of reports that a person judged to tell different stories, from when until when stories honour it';
comment on column core.apart.apart_no is 'Order of entry; no public id';
comment on column core.apart.report_id is 'Report';
comment on column core.apart.other_report_id is 'Report that it is never in one story with';
comment on column core.apart.reason is 'Why, in the reviewer''s words';
comment on column core.apart.known_from is 'Day of the run that first honoured it';
comment on column core.apart.opened_run is 'Run that first honoured it';
comment on column core.apart.known_to is 'Day from which it no longer holds: it was taken back; null while it does';
comment on column core.apart.closed_run is 'Run that closed it';

create table core.refused_edge (
    refused_no bigint generated always as identity,
    report_id text not null,
    copied_from_report_id text not null,
    method text not null,
    score numeric(6, 4),
    evidence jsonb not null,
    apart_report_id text not null,
    apart_other_report_id text not null,
    known_from date not null,
    opened_run bigint not null,
    known_to date,
    closed_run bigint,
    constraint refused_edge_pkey primary key (refused_no),
    constraint refused_edge_report foreign key (report_id) references core.report (report_id),
    constraint refused_edge_copied_from foreign key (copied_from_report_id) references core.report (report_id),
    constraint refused_edge_apart foreign key (apart_report_id) references core.report (report_id),
    constraint refused_edge_apart_other foreign key (apart_other_report_id) references core.report (report_id),
    constraint refused_edge_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint refused_edge_closed_by foreign key (closed_run) references ops.run (run_no),
    constraint refused_edge_known_in_order check (known_to >= known_from),
    constraint refused_edge_closed_has_day check ((known_to is null) = (closed_run is null))
);
create unique index refused_edge_one_open on core.refused_edge (report_id) where known_to is null;
create index refused_edge_copied_from_report_id on core.refused_edge (copied_from_report_id) where known_to is null;
comment on table core.refused_edge is 'Edges that were found and are not used, because they would join two reports that a person judged apart';
comment on column core.refused_edge.refused_no is 'Order of entry; no public id';
comment on column core.refused_edge.report_id is 'The report that looks like a copy';
comment on column core.refused_edge.copied_from_report_id is 'What it looks like a copy of';
comment on column core.refused_edge.method is 'How it was recognised';
comment on column core.refused_edge.score is 'Strength of the match, 0 to 1';
comment on column core.refused_edge.evidence is 'What was matched, as in core.edge';
comment on column core.refused_edge.apart_report_id is 'Report of the pair judged apart that it would have joined';
comment on column core.refused_edge.apart_other_report_id is 'The other report of that pair';
comment on column core.refused_edge.known_from is 'Day of the run that refused it';
comment on column core.refused_edge.opened_run is 'Run that refused it';
comment on column core.refused_edge.known_to is 'Day from which it is no longer refused, or no longer found; null while it is';
comment on column core.refused_edge.closed_run is 'Run that closed it';

-- a person may also say that two reports tell different stories, and take it back; the table has as many rows as persons wrote
alter table ops.review add column report_id text;
alter table ops.review add column other_report_id text;
-- squawk-ignore ban-drop-constraint
alter table ops.review drop constraint review_judgement_is_known;
-- squawk-ignore constraint-missing-not-valid
alter table ops.review add constraint review_judgement_is_known
check (judgement in ('right', 'wrong', 'unsure', 'release', 'apart', 'not_apart'));
-- squawk-ignore ban-drop-constraint
alter table ops.review drop constraint review_is_of_a_claim;
-- squawk-ignore constraint-missing-not-valid
alter table ops.review add constraint review_is_of_a_claim
check (judgement in ('release', 'apart', 'not_apart') or claim_id is not null);
-- squawk-ignore constraint-missing-not-valid
alter table ops.review add constraint review_apart_names_two_reports_and_reason
check (
    judgement not in ('apart', 'not_apart')
    or coalesce(report_id <> other_report_id and char_length(trim(note)) >= 10, false)
);
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table ops.review add constraint review_report foreign key (report_id) references core.report (report_id);
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
alter table ops.review add constraint review_other_report foreign key (other_report_id) references core.report (report_id);
comment on table ops.review is 'One row per judgement of a person: on a claim, on two reports, or to release what was held of a source''s night';
comment on column ops.review.claim_id is 'The claim that was read; null for any other judgement';
comment on column ops.review.judgement is 'right, wrong or unsure: does the claim say what its quote says? release: the night''s held versions are as they should be. apart: the two reports do not tell the same story; not_apart: that is taken back. Of two on the same reports the later counts, from the next run on';
comment on column ops.review.note is 'Why, in the reviewer''s words; null if nothing was added. Only a judgement on a claim may go without';
comment on column ops.review.report_id is 'Report judged not to tell the story of the other; null for any other judgement';
comment on column ops.review.other_report_id is 'The other report, in either order; null for any other judgement';
