-- What search looks up: company names in the forms they are compared in, and the words of claims and readings. Filled at publication.
-- New tables: locks nothing, touches no rows.
create table core.company_name (
    name text not null,
    folded text not null,
    script text not null,
    romanised text not null,
    sound text not null,
    grams text[] not null,
    constraint company_name_pkey primary key (name)
);
create index company_name_folded on core.company_name (folded);
create index company_name_sound on core.company_name (sound);
create index company_name_grams on core.company_name using gin (grams);
comment on table core.company_name is 'One row per company name in claims or in the curated list, in the forms in which names are compared; derived, made anew at will';
comment on column core.company_name.name is 'Name as written';
comment on column core.company_name.folded is 'In one width and case, without punctuation and corporate words';
comment on column core.company_name.script is 'hangul, kana, han, cyrillic or latin';
comment on column core.company_name.romanised is 'In Latin letters, its trade in English';
comment on column core.company_name.sound is 'What is left of that where systems of romanisation differ';
comment on column core.company_name.grams is 'Trigrams of the romanised name';

-- stems without a list of words to leave out: "IT" is a trade here, and a phrase is found word for word
create text search dictionary core.english_stems (template = pg_catalog.snowball, language = english);
create text search dictionary core.russian_stems (template = pg_catalog.snowball, language = russian);
create text search configuration core.words (copy = pg_catalog.simple);
alter text search configuration core.words alter mapping for asciiword, asciihword, hword_asciipart with core.english_stems;
alter text search configuration core.words alter mapping for word, hword, hword_part with core.russian_stems;
comment on text search dictionary core.english_stems is 'Stems of English words, none left out';
comment on text search dictionary core.russian_stems is 'Stems of Russian words, none left out';
comment on text search configuration core.words is 'How mart.search reads words: English and Russian by their stems, the rest as it is';

create table core.claim_words (
    claim_no bigint not null,
    words tsvector not null,
    constraint claim_words_pkey primary key (claim_no),
    constraint claim_words_claim foreign key (claim_no) references core.claim (claim_no)
);
create index claim_words_words on core.claim_words using gin (words);
comment on table core.claim_words is 'One row per claim: the words of its quote (weight A) and of its sentence (weight B), for mart.search; derived';
comment on column core.claim_words.claim_no is 'Row of core.claim';
comment on column core.claim_words.words is 'Stems of words; of Chinese, Japanese and Korean every pair of neighbouring characters';

create table core.reading_words (
    entry_no bigint generated always as identity,
    reading_id text not null,
    part text not null,
    part_start bigint not null,
    words tsvector not null,
    constraint reading_words_pkey primary key (reading_id, part, part_start),
    constraint reading_words_entry_no_is_unique unique (entry_no),
    constraint reading_words_reading foreign key (reading_id) references core.reading (reading_id),
    constraint reading_words_part_is_known check (part in ('title', 'text'))
);
create index reading_words_words on core.reading_words using gin (words);
comment on table core.reading_words is 'One row per stretch of the title or text of a relevant reading, for mart.search; derived. Not for analysts, as texts are not';
comment on column core.reading_words.entry_no is 'Order of entry: the newest are searched first; no public id';
comment on column core.reading_words.reading_id is 'Reading';
comment on column core.reading_words.part is 'title, or a stretch of the text with the title before it';
comment on column core.reading_words.part_start is 'Where the stretch begins, characters of the title or text';
comment on column core.reading_words.words is 'Stems of words; of Chinese, Japanese and Korean every pair of neighbouring characters';

-- the words of a text are the text: they are read by mart.search alone, which knows the sources' terms
alter table core.reading_words enable row level security;
create policy reading_words_for_loader on core.reading_words for all to p8_loader using (true) with check (true);
