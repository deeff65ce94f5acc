-- Reports that came inside a page that carries several, and where WARC files of others came from.
-- New tables: lock nothing, touch no rows. New columns without a default, or with a constant one: no table is rewritten.
create table raw.part (
    source_key text not null,
    url_key text not null,
    part text not null,
    payload_sha256 text not null,
    url text not null,
    road text not null,
    first_day date not null,
    last_day date not null,
    constraint part_pkey primary key (source_key, url_key, payload_sha256, part),
    constraint part_page foreign key (payload_sha256) references raw.page (payload_sha256),
    constraint part_road_is_known check (road in ('find', 'second', 'back')),
    constraint part_days_in_order check (first_day <= last_day)
);
create index part_day on raw.part (source_key, first_day, last_day);
comment on table raw.part is 'One row per report inside a page that carries several: a full-text feed, a JSON answer';
comment on column raw.part.source_key is 'Key of the source';
comment on column raw.part.url_key is 'Identity of the report''s own address within the source';
comment on column raw.part.part is 'Name of the part in the page: JSON pointer or feed guid';
comment on column raw.part.payload_sha256 is 'Payload of the page that carries it';
comment on column raw.part.url is 'Address of the report itself, which was not asked';
comment on column raw.part.road is 'Road of the source that the page lies on: find, second or back';
comment on column raw.part.first_day is 'First day on which the part came new or changed in this payload';
comment on column raw.part.last_day is 'Last day on which it did';

alter table core.version add column part text;
comment on column core.version.part is 'Name of the part of the first payload that is this version; null: the whole page is';

create table raw.warc_file (
    warc_file text not null,
    sha256 text not null,
    taken_from text not null,
    software text,
    collection text,
    pages bigint not null,
    first_day date not null,
    constraint warc_file_pkey primary key (warc_file),
    constraint warc_file_is_sha256 check (sha256 ~ '^[0-9a-f]{64}$')
);
comment on table raw.warc_file is 'One row per WARC file that no crawl of ours wrote: its pages were fetched by others';
comment on column raw.warc_file.warc_file is 'WARC file below the archive root, named by its content';
comment on column raw.warc_file.sha256 is 'sha256 of the file as it was given, hex';
comment on column raw.warc_file.taken_from is 'Where it was given: a path or address';
comment on column raw.warc_file.software is 'What wrote it, as the file says; null if it does not';
comment on column raw.warc_file.collection is 'What it is part of, as the file says; null if it does not';
comment on column raw.warc_file.pages is 'Responses in it';
comment on column raw.warc_file.first_day is 'Day of the run that took it in';
