-- What a reprocessing read again, before any of it is kept: the evidence of its report of what differs.
-- New table: locks nothing, touches no rows.
create table ops.reread (
    version_id text not null,
    extractor_version text not null,
    run_no bigint not null,
    source_key text not null,
    url text not null,
    differs text[] not null,
    is_same_extractor boolean not null,
    example text,
    reading jsonb,
    constraint reread_pkey primary key (version_id, extractor_version),
    constraint reread_version foreign key (version_id) references core.version (version_id),
    constraint reread_run foreign key (run_no) references ops.run (run_no),
    constraint reread_differs_is_known check (differs <@ array['kind', 'title', 'text', 'date', 'language']),
    constraint reread_example_of_a_difference check ((differs = '{}') = (example is null))
);
create index reread_run_no on ops.reread (run_no);
comment on table ops.reread is 'One row per version and extractor version: what the last reprocessing read again, compared with what was held';
comment on column ops.reread.version_id is 'Version';
comment on column ops.reread.extractor_version is 'Name of the extractor version that read it again';
comment on column ops.reread.run_no is 'Run that read it again, the last one';
comment on column ops.reread.source_key is 'Key of its source';
comment on column ops.reread.url is 'Address of the report';
comment on column ops.reread.differs is 'What differs from the reading held before: kind, title, text, date, language; empty: nothing';
comment on column ops.reread.is_same_extractor is 'True if the reading held before is of the same name: then nothing may differ, and nothing new is kept';
comment on column ops.reread.example is 'The difference in one line, text cut; null where nothing differs';
comment on column ops.reread.reading is 'What was read, waiting to be kept; null once it is kept, where the reading is there already, and where no report is found in the page';
