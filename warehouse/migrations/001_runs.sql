-- The record of operations: runs, how each source's night went, checks, rejects, and the pointer that views read through.
-- New tables in a new schema: locks nothing, touches no rows.
comment on schema ops is 'For operators: runs, verdicts, checks, rejects, and the pointer to the published run';

create table ops.run (
    run_no bigint generated always as identity,
    run_id text not null,
    attempt bigint not null default 1,
    dag_id text not null,
    web text not null,
    day date not null,
    expected_sources text[] not null default '{}',
    started_at timestamptz not null default now(),
    ended_at timestamptz,
    state text not null default 'running',
    content_hash text,
    constraint run_pkey primary key (run_no),
    constraint run_attempt_is_unique unique (run_id, attempt),
    constraint run_web_is_known check (web in ('live', 'sample')),
    constraint run_state_is_known check (state in ('running', 'green', 'red'))
);
comment on table ops.run is 'One row per run of a DAG that writes to this warehouse; every row of core names the run that opened it';
comment on column ops.run.run_no is 'Order in which runs began in this database; gaps mean nothing';
comment on column ops.run.run_id is 'The run''s name in Airflow';
comment on column ops.run.attempt is '1; more if tasks of the run were run again after it had been published';
comment on column ops.run.dag_id is 'nightly, reprocess, backfill or recheck';
comment on column ops.run.web is 'live or sample: which web was read';
comment on column ops.run.day is 'Date in Seoul when the run started: the only clock of interpretation';
comment on column ops.run.expected_sources is 'Keys of the sources this run was to ask; each owes a verdict';
comment on column ops.run.started_at is 'When the run first wrote here';
comment on column ops.run.ended_at is 'When the run ended; null while it runs or if it was killed';
comment on column ops.run.state is 'running (or killed), green, or red: a source or a step is';
comment on column ops.run.content_hash is 'Hash over raw and core when the run ended, hex; null until then';

create table ops.source_run (
    source_key text not null,
    day date not null,
    run text not null,
    run_no bigint not null,
    verdict text not null,
    reason text not null,
    exit_code bigint not null,
    evidence_url text,
    warc_file text,
    log_file text,
    figures jsonb not null,
    yields jsonb,
    constraint source_run_pkey primary key (source_key, day, run),
    constraint source_run_of_run foreign key (run_no) references ops.run (run_no),
    constraint source_run_verdict_is_known check (verdict in (
        'ok', 'not_modified', 'quiet', 'unreachable', 'blocked', 'empty_listing', 'drift', 'stale', 'errors'
    ))
);
create index source_run_day on ops.source_run (day);
comment on table ops.source_run is 'One row per crawl of a source: its verdict, why, and where the evidence lies';
comment on column ops.source_run.source_key is 'Key of the source';
comment on column ops.source_run.day is 'Day of the run';
comment on column ops.source_run.run is 'Name of the crawl in the archive, YYYYMMDDThhmmssZ-try';
comment on column ops.source_run.run_no is 'Run that first registered this crawl';
comment on column ops.source_run.verdict is 'How the night went: ok, not_modified, quiet, unreachable, blocked, empty_listing, drift, stale, errors';
comment on column ops.source_run.reason is 'One sentence: what was expected, what came';
comment on column ops.source_run.exit_code is 'Exit code of the crawl process: 0, 64, 65, 70 or 75';
comment on column ops.source_run.evidence_url is 'Address of the page that shows it, if one does';
comment on column ops.source_run.warc_file is 'WARC file below the archive root; null if nothing was stored';
comment on column ops.source_run.log_file is 'Log of the crawl below the archive root; null if none was kept';
comment on column ops.source_run.figures is 'Counts of the crawl: listed, new, fetched, not_modified, failed (pages), bytes';
comment on column ops.source_run.yields is 'Counts of cleaning: pages, texts, dated, teasers, rejects; null until cleaned';

create table ops.check_result (
    run_no bigint not null,
    check_name text not null,
    is_blocking boolean not null,
    offending_count bigint not null,
    evidence jsonb not null,
    checked_at timestamptz not null default now(),
    constraint check_result_pkey primary key (run_no, check_name),
    constraint check_result_of_run foreign key (run_no) references ops.run (run_no)
);
comment on table ops.check_result is 'One row per run and check: what warehouse/checks found before publication';
comment on column ops.check_result.run_no is 'Run that was checked';
comment on column ops.check_result.check_name is 'Name of the file in warehouse/checks';
comment on column ops.check_result.is_blocking is 'True: any offending row keeps the run from being published';
comment on column ops.check_result.offending_count is 'Number of offending rows; 0 is good';
comment on column ops.check_result.evidence is 'The first 20 offending rows';
comment on column ops.check_result.checked_at is 'When the check last ran for this run';

create table ops.reject (
    reject_id text not null,
    source_key text not null,
    url text not null,
    payload_sha256 text,
    stage text not null,
    reason text not null,
    raw_value text,
    first_day date not null,
    last_day date not null,
    run_no bigint not null,
    constraint reject_pkey primary key (reject_id),
    constraint reject_of_run foreign key (run_no) references ops.run (run_no),
    constraint reject_days_in_order check (first_day <= last_day)
);
create index reject_day on ops.reject (first_day, last_day);
comment on table ops.reject is 'What came in and could not be used, each once, with the reason; nothing is dropped without a row here';
comment on column ops.reject.reject_id is 'Public id: hash of source, url, payload, stage, reason and raw value';
comment on column ops.reject.source_key is 'Key of the source';
comment on column ops.reject.url is 'Address of the page';
comment on column ops.reject.payload_sha256 is 'Payload it was read from; null if no page came';
comment on column ops.reject.stage is 'Step that refused it: register, clean, relate, read';
comment on column ops.reject.reason is 'Why, in a few fixed words';
comment on column ops.reject.raw_value is 'The refused value as it came; null if the page as a whole was refused';
comment on column ops.reject.first_day is 'First day on which it was refused';
comment on column ops.reject.last_day is 'Last day on which it was refused';
comment on column ops.reject.run_no is 'Run that first refused it';

create table ops.published (
    is_only_row boolean not null default true,
    run_no bigint not null,
    run_day date not null,
    published_at timestamptz not null default now(),
    constraint published_pkey primary key (is_only_row),
    constraint published_has_one_row check (is_only_row),
    constraint published_run foreign key (run_no) references ops.run (run_no)
);
comment on table ops.published is 'The pointer: mart shows what runs up to this one brought';
comment on column ops.published.is_only_row is 'Always true: there is one pointer';
comment on column ops.published.run_no is 'The published run';
comment on column ops.published.run_day is 'Day of the published run';
comment on column ops.published.published_at is 'When the pointer was moved here';

create table ops.review (
    review_no bigint generated always as identity,
    claim_id text not null,
    reviewer text not null default current_user,
    judgement text not null,
    note text,
    reviewed_at timestamptz not null default now(),
    constraint review_pkey primary key (review_no),
    constraint review_judgement_is_known check (judgement in ('right', 'wrong', 'unsure'))
);
comment on table ops.review is 'One row per judgement of a person on a claim';
comment on column ops.review.review_no is 'Order of entry';
comment on column ops.review.claim_id is 'The claim that was read';
comment on column ops.review.reviewer is 'Who judged';
comment on column ops.review.judgement is 'right, wrong or unsure: does the claim say what its quote says?';
comment on column ops.review.note is 'Why, in the reviewer''s words; null if nothing was added';
comment on column ops.review.reviewed_at is 'When the judgement was entered';
