-- Claims with their exact quotes, the places they name, and the events that several stories tell.
-- A claim_id may have several rows over time, one open at most: the same assertion read differently by a later reader.
-- New tables: locks nothing, touches no rows.
create table core.reader_pass (
    reading_id text not null,
    reader_version text not null,
    known_from date not null,
    opened_run bigint not null,
    constraint reader_pass_pkey primary key (reading_id, reader_version),
    constraint reader_pass_reading foreign key (reading_id) references core.reading (reading_id),
    constraint reader_pass_opened_by foreign key (opened_run) references ops.run (run_no)
);
comment on table core.reader_pass is 'Which readings were searched for claims, and by which reader; also those that held none';
comment on column core.reader_pass.reading_id is 'Reading';
comment on column core.reader_pass.reader_version is 'Name of the reader version';
comment on column core.reader_pass.known_from is 'Day of the run that searched it';
comment on column core.reader_pass.opened_run is 'Run that searched it';

create table core.claim (
    claim_no bigint generated always as identity,
    claim_id text not null,
    version_id text not null,
    reading_id text not null,
    reader_version text not null,
    ordinal bigint not null,
    type text not null,
    subtype text,
    value_min numeric,
    value_max numeric,
    magnitude bigint,
    "precision" text,
    unit text,
    currency text,
    period text,
    places text[] not null,
    origin text[] not null,
    via text[] not null,
    sectors text[] not null,
    company text,
    demographic text,
    attribution text,
    attribution_kind text,
    resolution text[] not null,
    event_start date,
    event_end date,
    event_basis text,
    event_text text,
    polarity text not null,
    scope text not null,
    part_of text,
    details jsonb not null,
    flags text[] not null,
    quote text not null,
    quote_start bigint not null,
    quote_end bigint not null,
    rule text not null,
    confidence numeric(6, 4),
    is_firm boolean not null,
    sentence text,
    values_sha256 text not null,
    known_from date not null,
    opened_run bigint not null,
    known_to date,
    closed_run bigint,
    constraint claim_pkey primary key (claim_no),
    constraint claim_version foreign key (version_id) references core.version (version_id),
    constraint claim_reading foreign key (reading_id) references core.reading (reading_id),
    constraint claim_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint claim_closed_by foreign key (closed_run) references ops.run (run_no),
    constraint claim_type_is_known check (type in (
        'headcount', 'movement', 'wage', 'revenue', 'levy', 'incident', 'enforcement', 'legal', 'visa', 'company',
        'demographic', 'location', 'sector', 'condition', 'report_reference'
    )),
    constraint claim_polarity_is_known check (polarity in ('affirmed', 'negated', 'denied', 'unverified', 'reported_future')),
    constraint claim_scope_is_known check (scope in ('new', 'background')),
    constraint claim_precision_is_known check ("precision" in (
        'exact', 'approx', 'at_least', 'at_most', 'less_than', 'more_than', 'range', 'vague'
    )),
    constraint claim_period_is_known check (period in ('month', 'year', 'day', 'hour')),
    constraint claim_attribution_kind_is_known check (attribution_kind in (
        'state', 'un', 'ngo', 'company', 'named_person', 'anonymous', 'outlet'
    )),
    constraint claim_bounds_in_order check (value_min <= value_max),
    constraint claim_vague_has_no_bound check (
        "precision" is distinct from 'vague' or (value_min is null and value_max is null)
    ),
    constraint claim_event_in_order check (event_start <= event_end),
    constraint claim_quote_is_its_span check (quote_start >= 0 and char_length(quote) = quote_end - quote_start),
    constraint claim_quote_is_not_empty check (quote <> ''),
    constraint claim_known_in_order check (known_to >= known_from),
    constraint claim_closed_has_day check ((known_to is null) = (closed_run is null))
);
create unique index claim_one_open_row on core.claim (claim_id) where known_to is null;
create index claim_version_id on core.claim (version_id);
create index claim_known_from on core.claim (known_from);
comment on table core.claim is 'One thing asserted in one version, with the exact quote it was read from';
comment on column core.claim.claim_no is 'Order of entry; no public id';
comment on column core.claim.claim_id is 'Public id: hash of version, type, subtype, quote and ordinal';
comment on column core.claim.version_id is 'Version that asserts it';
comment on column core.claim.reading_id is 'Reading whose text holds the quote';
comment on column core.claim.reader_version is 'Reader version that last read it so';
comment on column core.claim.ordinal is '1 for the first claim with this type, subtype and quote in the version';
comment on column core.claim.type is 'Kind of assertion: headcount, movement, wage, ...';
comment on column core.claim.subtype is 'Finer kind, such as present or planned_dispatch; never mixed in one sum';
comment on column core.claim.value_min is 'Lower bound in unit, currency and period as written; null: none is stated';
comment on column core.claim.value_max is 'Upper bound in unit, currency and period as written; null: none is stated';
comment on column core.claim.magnitude is 'Order of magnitude of a vague number: 3 for thousands; null otherwise';
comment on column core.claim."precision" is 'exact, approx, at_least, at_most, less_than, more_than, range or vague; null without a number';
comment on column core.claim.unit is 'What is counted: workers, percent, ...; null without a number';
comment on column core.claim.currency is 'ISO 4217; null if none or undecided, then flagged';
comment on column core.claim.period is 'month, year, day or hour of a rate; null for a single amount';
comment on column core.claim.places is 'Places it is about, finest first, each a chain up to the ISO country code';
comment on column core.claim.origin is 'Places the people came from, as chains (not the witness: that is origin_report_id in mart)';
comment on column core.claim.via is 'Places they passed through, as chains or names';
comment on column core.claim.sectors is 'Sectors of work';
comment on column core.claim.company is 'Company named, as written';
comment on column core.claim.demographic is 'Group of people it is about, such as women';
comment on column core.claim.attribution is 'Who says it, as written';
comment on column core.claim.attribution_kind is 'state, un, ngo, company, named_person, anonymous or outlet';
comment on column core.claim.resolution is 'UN resolutions named';
comment on column core.claim.event_start is 'First day on which it may have happened; null if the text gives none';
comment on column core.claim.event_end is 'Last day on which it may have happened; null if open or not given';
comment on column core.claim.event_basis is 'What the interval was read from';
comment on column core.claim.event_text is 'The words that say when';
comment on column core.claim.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column core.claim.scope is 'new, or background: an old figure retold';
comment on column core.claim.part_of is 'The claim whose number contains this one, as the reader names it';
comment on column core.claim.details is 'Fields of single types: payer and payee of a levy, wording of a share, ...';
comment on column core.claim.flags is 'Doubts a reader should know of';
comment on column core.claim.quote is 'The shortest span that carries the assertion with its number';
comment on column core.claim.quote_start is 'Where the quote begins in the reading''s text, characters';
comment on column core.claim.quote_end is 'Where the quote ends in the reading''s text, characters';
comment on column core.claim.rule is 'Rule that read it';
comment on column core.claim.confidence is 'Confidence of the rule, 0 to 1';
comment on column core.claim.is_firm is 'True where the reading is trusted without a second look';
comment on column core.claim.sentence is 'The claim in one line';
comment on column core.claim.values_sha256 is 'Hash of what is asserted: the same hash keeps the row when it is read again';
comment on column core.claim.known_from is 'Day of the run that wrote it';
comment on column core.claim.opened_run is 'Run that wrote it';
comment on column core.claim.known_to is 'Day from which the warehouse no longer held it (newer version, or read differently); null while it does';
comment on column core.claim.closed_run is 'Run that closed it';

create table core.claim_place (
    claim_no bigint not null,
    claim_id text not null,
    role text not null,
    ordinal bigint not null,
    chain text not null,
    country text,
    admin1 text,
    constraint claim_place_pkey primary key (claim_no, role, ordinal),
    constraint claim_place_claim foreign key (claim_no) references core.claim (claim_no),
    constraint claim_place_role_is_known check (role in ('place', 'origin', 'via'))
);
create index claim_place_chain on core.claim_place (chain);
comment on table core.claim_place is 'The places of a claim, one row each, for roll-up by country and province';
comment on column core.claim_place.claim_no is 'Row of core.claim it belongs to';
comment on column core.claim_place.claim_id is 'Claim';
comment on column core.claim_place.role is 'place (what it is about), origin (where from) or via';
comment on column core.claim_place.ordinal is 'Position in the claim''s list, from 1; the finest is first';
comment on column core.claim_place.chain is 'Chain up to the country, such as Hunchun, Yanbian, Jilin, CN';
comment on column core.claim_place.country is 'ISO 3166 code at the end of the chain; null for WORLD and regions';
comment on column core.claim_place.admin1 is 'First level below the country; null if the place is no finer than a country';

create table core.event (
    event_id text not null,
    known_from date not null,
    opened_run bigint not null,
    known_to date,
    closed_run bigint,
    constraint event_pkey primary key (event_id),
    constraint event_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint event_closed_by foreign key (closed_run) references ops.run (run_no),
    constraint event_known_in_order check (known_to >= known_from),
    constraint event_closed_has_day check ((known_to is null) = (closed_run is null))
);
comment on table core.event is 'One happening in the world that several stories may tell';
comment on column core.event.event_id is 'Public id: the claim it was first recognised by';
comment on column core.event.known_from is 'Day of the run that first saw it';
comment on column core.event.opened_run is 'Run that first saw it';
comment on column core.event.known_to is 'Day from which no claim tells it any more; null while one does';
comment on column core.event.closed_run is 'Run that closed it';

create table core.event_member (
    membership_no bigint generated always as identity,
    event_id text not null,
    claim_no bigint not null,
    claim_id text not null,
    known_from date not null,
    opened_run bigint not null,
    known_to date,
    closed_run bigint,
    constraint event_member_pkey primary key (membership_no),
    constraint event_member_event foreign key (event_id) references core.event (event_id),
    constraint event_member_claim foreign key (claim_no) references core.claim (claim_no),
    constraint event_member_opened_by foreign key (opened_run) references ops.run (run_no),
    constraint event_member_closed_by foreign key (closed_run) references ops.run (run_no),
    constraint event_member_known_in_order check (known_to >= known_from),
    constraint event_member_closed_has_day check ((known_to is null) = (closed_run is null))
);
create unique index event_member_one_open_event on core.event_member (claim_no) where known_to is null;
create index event_member_event_id on core.event_member (event_id);
comment on table core.event_member is 'Which claim tells which event, from when until when';
comment on column core.event_member.membership_no is 'Order of entry; no public id';
comment on column core.event_member.event_id is 'Event';
comment on column core.event_member.claim_no is 'Row of core.claim that tells it';
comment on column core.event_member.claim_id is 'Claim that tells it';
comment on column core.event_member.known_from is 'Day of the run that wrote it';
comment on column core.event_member.opened_run is 'Run that wrote it';
comment on column core.event_member.known_to is 'Day from which it no longer holds; null while it does';
comment on column core.event_member.closed_run is 'Run that closed it';
