-- What came over the wire, known by the hash of its payload and pointing into the archive. No page is stored here.
-- New tables in a new schema: locks nothing, touches no rows.
create schema raw;
comment on schema raw is 'What came: fetches and pages, keyed by payload hash, pointing into the archive';

create table raw.page (
    payload_sha256 text not null,
    payload_bytes bigint not null,
    content_type text,
    content_encoding text,
    warc_file text not null,
    warc_offset bigint not null,
    constraint page_pkey primary key (payload_sha256),
    constraint page_payload_is_sha256 check (payload_sha256 ~ '^[0-9a-f]{64}$'),
    constraint page_sizes_are_counts check (payload_bytes >= 0 and warc_offset >= 0)
);
comment on table raw.page is 'One row per distinct payload: where its bytes lie in the archive';
comment on column raw.page.payload_sha256 is 'sha256 of the body as received, hex';
comment on column raw.page.payload_bytes is 'Length of the body as received, bytes';
comment on column raw.page.content_type is 'Content-Type as sent; null if none was';
comment on column raw.page.content_encoding is 'Content-Encoding as sent; null if none was';
comment on column raw.page.warc_file is 'WARC file below the archive root that first held it';
comment on column raw.page.warc_offset is 'Offset of the record in that file, bytes';

create table raw.fetch (
    source_key text not null,
    url text not null,
    payload_sha256 text not null,
    url_key text not null,
    role text not null,
    status bigint not null,
    first_day date not null,
    last_day date not null,
    fetched_at timestamptz,
    constraint fetch_pkey primary key (source_key, url, payload_sha256),
    constraint fetch_page foreign key (payload_sha256) references raw.page (payload_sha256),
    constraint fetch_role_is_known check (role in ('listing', 'report', 'robots')),
    constraint fetch_days_in_order check (first_day <= last_day)
);
create index fetch_day on raw.fetch (source_key, first_day, last_day);
comment on table raw.fetch is 'One row per source, address and payload: on which days that address answered with it';
comment on column raw.fetch.source_key is 'Key of the source';
comment on column raw.fetch.url is 'Address asked for';
comment on column raw.fetch.payload_sha256 is 'Payload that came';
comment on column raw.fetch.url_key is 'Identity of the address within the source';
comment on column raw.fetch.role is 'listing, report or robots: what the page was asked for';
comment on column raw.fetch.status is 'HTTP status';
comment on column raw.fetch.first_day is 'First day on which it came';
comment on column raw.fetch.last_day is 'Last day on which it came, or was confirmed unchanged (304)';
comment on column raw.fetch.fetched_at is 'Moment of the first fetch; null where a packed page has none';
