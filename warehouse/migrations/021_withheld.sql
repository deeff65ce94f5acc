-- Reports whose text and bytes were removed because somebody asked for it: the hash, the reason and the day are left.
-- A new table: locks nothing, touches no rows.
create table core.withheld (
    source_key text not null,
    url_key text not null,
    payload_sha256 text not null,
    reason text not null,
    is_shared boolean not null,
    known_from date not null,
    opened_run bigint not null,
    constraint withheld_pkey primary key (source_key, url_key, payload_sha256),
    constraint withheld_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint withheld_payload_is_sha256 check (payload_sha256 ~ '^[0-9a-f]{64}$'),
    constraint withheld_says_why check (char_length(trim(reason)) >= 10)
);
comment on table core.withheld is 'One row per payload of a report that was withheld on request: its text and its bytes are removed, and not read again';
comment on column core.withheld.source_key is 'Key of the source';
comment on column core.withheld.url_key is 'Identity of the report within the source';
comment on column core.withheld.payload_sha256 is 'sha256 of the payload as it was received, hex';
comment on column core.withheld.reason is 'Who asked for it and why';
comment on column core.withheld.is_shared is 'True if the payload carries other reports too: its bytes are still in the archive';
comment on column core.withheld.known_from is 'Day on which it was withheld';
comment on column core.withheld.opened_run is 'Run that withheld it';
