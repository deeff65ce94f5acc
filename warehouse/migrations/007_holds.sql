-- Versions held back because their source drifted, notes that a report is gone, withdrawn or corrected, and what a person
-- or a mute says of a source's night.
-- New tables: lock nothing, touch no rows. New columns are null or have a constant default: no table is rewritten.
create table core.hold (
    hold_no bigint generated always as identity,
    version_id text not null,
    source_key text not null,
    day date not null,
    task text not null,
    misread_day date,
    reason text not null,
    held_at timestamptz not null default clock_timestamp(),
    released_by text,
    known_from date not null,
    opened_run bigint not null,
    known_to date,
    closed_run bigint,
    constraint hold_pkey primary key (hold_no),
    constraint hold_version foreign key (version_id) references core.version (version_id),
    constraint hold_source foreign key (source_key) references core.source (source_key),
    constraint hold_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint hold_closed_by foreign key (closed_run) references ops.run (run_no),
    constraint hold_known_in_order check (known_to >= known_from),
    constraint hold_closed_has_day check ((known_to is null) = (closed_run is null)),
    constraint hold_released_is_closed check ((released_by is null) = (known_to is null)),
    constraint hold_released_by_is_known check (released_by in ('verdict', 'review'))
);
create unique index hold_one_open on core.hold (version_id) where known_to is null;
create index hold_source_day on core.hold (source_key, day);
comment on table core.hold is 'Versions of a night on which their source drifted: kept, and hidden from mart while the row is open';
comment on column core.hold.hold_no is 'Order of entry; no public id';
comment on column core.hold.version_id is 'Version held';
comment on column core.hold.source_key is 'Key of its source';
comment on column core.hold.day is 'Night that brought it';
comment on column core.hold.task is 'Task of the crawl that brought it: nightly, recheck or backfill';
comment on column core.hold.misread_day is 'Night on which the layout was found to misread: this one, or an earlier one after which nothing was mended; null: the listing drifted';
comment on column core.hold.reason is 'Reason of the verdict';
comment on column core.hold.held_at is 'When it was held; a person releases only what was held before';
comment on column core.hold.released_by is 'verdict: the night cleaned anew had another one; review: a person said so; null while held';
comment on column core.hold.known_from is 'Day of the run that held it';
comment on column core.hold.opened_run is 'Run that held it';
comment on column core.hold.known_to is 'Day from which it is no longer held; null while it is';
comment on column core.hold.closed_run is 'Run that released it';

create view core.held_now as
select version_id, source_key, day, task, misread_day, reason, opened_run
from core.hold
where known_to is null;
comment on view core.held_now is 'One row per version that is held now: the open rows of core.hold';
comment on column core.held_now.version_id is 'Version held';
comment on column core.held_now.source_key is 'Key of its source';
comment on column core.held_now.day is 'Night that brought it';
comment on column core.held_now.task is 'Task of the crawl that brought it: nightly, recheck or backfill';
comment on column core.held_now.misread_day is 'Night on which the layout was found to misread; null: the listing drifted';
comment on column core.held_now.reason is 'Reason of the verdict';
comment on column core.held_now.opened_run is 'Run that held it';

create table core.notice (
    notice_no bigint generated always as identity,
    notice_id text not null,
    report_id text not null,
    version_id text,
    kind text not null,
    status bigint,
    quote text,
    first_day date not null,
    last_day date not null,
    known_from date not null,
    opened_run bigint not null,
    known_to date,
    closed_run bigint,
    constraint notice_pkey primary key (notice_no),
    constraint notice_report foreign key (report_id) references core.report (report_id),
    constraint notice_version foreign key (version_id) references core.version (version_id),
    constraint notice_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint notice_closed_by foreign key (closed_run) references ops.run (run_no),
    constraint notice_kind_is_known check (kind in ('gone', 'withdrawn', 'corrected')),
    constraint notice_gone_has_status check ((kind = 'gone') = (status is not null)),
    constraint notice_note_has_quote check ((kind = 'gone') = (quote is null)),
    constraint notice_note_has_version check ((kind = 'gone') = (version_id is null)),
    constraint notice_days_in_order check (first_day <= last_day),
    constraint notice_known_in_order check (known_to >= known_from),
    constraint notice_closed_has_day check ((known_to is null) = (closed_run is null))
);
create unique index notice_one_open on core.notice (notice_id) where known_to is null;
create index notice_report_id on core.notice (report_id);
comment on table core.notice is 'What became of a report: its page is gone, or the outlet says it is withdrawn or corrected';
comment on column core.notice.notice_no is 'Order of entry; no public id';
comment on column core.notice.notice_id is 'Public id: hash of report, version, kind and quote';
comment on column core.notice.report_id is 'Report';
comment on column core.notice.version_id is 'Version that says so; null if its page is gone';
comment on column core.notice.kind is 'gone (404, 410), withdrawn or corrected (the outlet says so)';
comment on column core.notice.status is 'HTTP status of a page that is gone; null otherwise';
comment on column core.notice.quote is 'The words of title or text that say so; null if the page is gone';
comment on column core.notice.first_day is 'First day on which it was seen';
comment on column core.notice.last_day is 'Last day on which it was seen';
comment on column core.notice.known_from is 'Day of the run that wrote it';
comment on column core.notice.opened_run is 'Run that wrote it';
comment on column core.notice.known_to is 'Day from which it no longer holds: the page answers again; null while it does';
comment on column core.notice.closed_run is 'Run that closed it';

alter table ops.source_run add column task text not null default 'nightly';
alter table ops.source_run add column muted_until date;
alter table ops.source_run add column muted_reason text;
alter table ops.source_run add column is_busy boolean not null default false;
alter table ops.source_run add constraint source_run_task_is_known
check (task in ('nightly', 'recheck', 'backfill')) not valid;
comment on column ops.source_run.figures is 'Counts of the crawl: listed, new, changed, fetched, parts, not_modified, failed, gone, left (over the budget), bytes and others';
comment on column ops.source_run.yields is 'Counts of cleaning: pages, texts, titled, dated, teasers, rejects, repeated, disagreeing and others; null until cleaned';
comment on column ops.source_run.task is 'What the crawl was for: nightly, recheck (reports again) or backfill (a range of days)';
comment on column ops.source_run.muted_until is 'Last day on which a red verdict of this source does not redden the run; null: not muted';
comment on column ops.source_run.is_busy is 'True: it asked nobody, for another crawl of the source was running; any other crawl of the day counts before it';
comment on column ops.source_run.muted_reason is 'Why it is muted; null: not muted';

-- a person may judge a claim, or release what a source's night brought
-- squawk-ignore ban-drop-not-null
alter table ops.review alter column claim_id drop not null;
alter table ops.review add column source_key text;
alter table ops.review add column day date;
alter table ops.review add column task text;
-- squawk-ignore ban-drop-constraint
alter table ops.review drop constraint review_judgement_is_known;
alter table ops.review add constraint review_judgement_is_known
check (judgement in ('right', 'wrong', 'unsure', 'release')) not valid;
alter table ops.review add constraint review_is_of_a_claim
check (judgement = 'release' or claim_id is not null) not valid;
alter table ops.review add constraint review_release_names_night_and_reason
check (judgement <> 'release' or (source_key is not null and day is not null and coalesce(char_length(trim(note)), 0) >= 10)) not valid;
comment on table ops.review is 'One row per judgement of a person: on a claim, or to release what was held of a source''s night';
comment on column ops.review.claim_id is 'The claim that was read; null for a release';
comment on column ops.review.judgement is 'right, wrong or unsure: does the claim say what its quote says? release: the night''s held versions are as they should be';
comment on column ops.review.note is 'Why, in the reviewer''s words; null if nothing was added. A release needs one';
comment on column ops.review.source_key is 'Key of the source whose night is released; null for a claim';
comment on column ops.review.task is 'The task whose night is released: recheck or backfill; null: nightly, or a judgement on a claim';
comment on column ops.review.day is 'The night that is released; null for a claim';

create or replace view core.current_reading as
select distinct on (version.report_id)
    version.report_id,
    version.version_id,
    version.ordinal,
    reading.reading_id
from core.version
join core.reading using (version_id)
where not exists (select from core.held_now where held_now.version_id = version.version_id)
order by version.report_id, version.ordinal desc, reading.opened_run desc, reading.extractor_version desc;
comment on view core.current_reading is 'One row per report: its newest version that was read and is not held, and the newest reading of it';
