-- The places of the gazetteer, with their names in five languages and where they lie.
-- A new table: locks nothing, touches no rows.
create table core.place (
    place_id text not null,
    chain text not null,
    kind text not null,
    name_en text not null,
    name_ko text,
    name_zh text,
    name_ja text,
    name_ru text,
    names text[] not null,
    lat numeric(5, 2),
    lon numeric(5, 2),
    "precision" text,
    is_ambiguous boolean not null,
    known_from date not null,
    opened_run bigint not null,
    constraint place_pkey primary key (place_id),
    constraint place_chain_once unique (chain),
    constraint place_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint place_point_is_whole check (num_nonnulls(lat, lon, "precision") in (0, 3)),
    constraint place_lies_on_earth check (lat between -90 and 90 and lon between -180 and 180),
    constraint place_precision_is_known check ("precision" in ('city', 'zone', 'county', 'province', 'country'))
);
comment on table core.place is 'One row per chain of the gazetteer (transforms/vocab/places.csv and coordinates.csv), as now declared';
comment on column core.place.place_id is 'Public id: hash of the chain';
comment on column core.place.chain is 'From the finest name up to the ISO country code, as in places of a claim; also WORLD and regions';
comment on column core.place.kind is 'country, province, prefecture, county, city, district, town, area, region or world';
comment on column core.place.name_en is 'Usual name in English';
comment on column core.place.name_ko is 'Usual name in Korean; null if the list has none';
comment on column core.place.name_zh is 'Usual name in Chinese; null if the list has none';
comment on column core.place.name_ja is 'Usual name in Japanese; null if the list has none';
comment on column core.place.name_ru is 'Name in Russian, in the nominative; null if the list has none';
comment on column core.place.names is 'Every name that the reader knows it by, in any script';
comment on column core.place.lat is 'Latitude, decimal degrees; of a province or country its middle; null: not known, or it is no one place';
comment on column core.place.lon is 'Longitude, decimal degrees; null as lat is';
comment on column core.place."precision" is 'What the point stands for: city, zone, county, province or country; null without a point';
comment on column core.place.is_ambiguous is 'True if another place bears one of its names';
comment on column core.place.known_from is 'Day of the run that first had it';
comment on column core.place.opened_run is 'Run that first had it';
