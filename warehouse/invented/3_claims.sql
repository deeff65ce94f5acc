-- Invented: one to three claims a version. A copy says what the report it goes back to says, but for one of seven.
create temp table made_kind (weight, type, subtypes, unit, low, per) on commit drop as
values
    (22, 'headcount', array['present', 'present', 'present', 'planned_dispatch', 'hired', 'cumulative'], 'workers', 10, null),
    (4, 'headcount', array['present'], 'percent', 5, null),
    (24, 'movement', array['dispatch', 'dispatch', 'repatriation', 'planned_dispatch', 'transfer', 'intake'], 'workers', 10, null),
    (12, 'wage', array['gross', 'received_by_worker', 'state_share', 'arrears'], 'per worker', 100, 'month'),
    (5, 'revenue', array['state_revenue', 'contract'], null, 100000, 'year'),
    (4, 'levy', array['fee', 'bribe', 'quota', 'loyalty_fund'], null, 50, 'month'),
    (6, 'incident', array['riot', 'death', 'injury', 'defection', 'escape'], 'workers', 1, null),
    (5, 'enforcement', array['us_designation', 'seizure', 'deportation', 'fine_on_employer'], null, null, null),
    (3, 'visa', array['student_visa', 'visitor_permit', 'no_renewal'], 'visas', 10, null),
    (5, 'company', array['employer', 'dispatching_agency', 'intermediary'], null, null, null),
    (2, 'demographic', array['sex', 'age'], 'percent', 5, null),
    (2, 'location', array['main_destination', 'cluster'], null, null, null),
    (2, 'sector', array[null], null, null, null),
    (3, 'condition', array['hours', 'confinement', 'surveillance'], 'hours a day', 8, null),
    (1, 'legal', array['deadline', 'repatriation_obligation'], null, null, null);

create temp table made_assertion on commit drop as
with seeded as (
    select
        version.*,
        k,
        -- two in seven of what a second version says is new
        case
            when version.ordinal = 2 and pg_temp.draw(version.number * 4 + k, 21, 7) < 2 then 4 * %(reports)s + version.number * 4 + k
            when pg_temp.draw(version.number * 4 + k, 22, 7) = 0 then version.number * 4 + k
            else version.root_number * 4 + k
        end as seed
    from made_version as version
    cross join lateral generate_series(1, 1 + pg_temp.draw(version.root_number, 23, 3)) as k
),
kinds as (
    select
        made_kind.*,
        sum(weight) over (order by type, unit) - weight as above,
        sum(weight) over (order by type, unit) as up_to
    from made_kind
),
drawn as (
    select
        seeded.*,
        kinds.type,
        kinds.unit,
        kinds.low,
        kinds.per,
        kinds.subtypes[1 + pg_temp.draw(seed, 24, cardinality(kinds.subtypes))] as subtype,
        -- half of all fall on the first tenth of the places
        floor(place_count * (pg_temp.draw(seed, 25, 10000) / 10000.0) ^ 3) as place_number,
        pg_temp.draw(seed, 26, 100) as manner,
        pg_temp.draw(seed, 27, 100) as stance,
        (array[1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 40, 50, 80, 100, 150, 200, 500, 1000])[1 + pg_temp.draw(seed, 28, 20)] as times,
        pg_temp.draw(seed, 29, 400) as company_number,
        pg_temp.draw(seed, 30, 8) as sector_number,
        (root.day - pg_temp.draw(seed, 31, 90)::int) as about_day,
        pg_temp.draw(seed, 32, 100) as dating
    from seeded
    join kinds on pg_temp.draw(seed, 33, 100) >= kinds.above and pg_temp.draw(seed, 33, 100) < kinds.up_to
    join made_report as root on root.number = seeded.root_number
    cross join (select count(*) as place_count from made_place) as counted
)
select
    drawn.*,
    place.chain,
    place.country,
    case drawn.lang
        when 'ko' then place.ko
        when 'zh' then place.zh
        when 'ja' then place.ja
        else place.en
    end as place_name,
    case
        when drawn.low is null or drawn.manner >= 90 then null
        when drawn.unit = 'percent' then least(95, drawn.low * (1 + drawn.times %% 19))
        when drawn.unit = 'hours a day' then 8 + drawn.times %% 9
        else drawn.low * drawn.times
    end as amount,
    case
        when drawn.low is null then null
        when drawn.manner < 40 then 'exact'
        when drawn.manner < 65 then 'approx'
        when drawn.manner < 77 then 'at_least'
        when drawn.manner < 85 then 'more_than'
        when drawn.manner < 90 then 'range'
        else 'vague'
    end as "precision",
    case
        when drawn.type in ('wage', 'revenue', 'levy') then case place.country when 'CN' then 'CNY' when 'RU' then 'RUB' else 'USD' end
    end as currency
from drawn
join made_place as place using (place_number);

create temp table made_claim on commit drop as
with quoted as (
    select
        made_assertion.*,
        case lang
            when 'ko' then format('%%s에서 %%s명 %%s %%s건', place_name, coalesce(amount::text, '수천'), coalesce(subtype, type), seed)
            when 'zh' then format('%%s有%%s人%%s第%%s号', place_name, coalesce(amount::text, '数千'), coalesce(subtype, type), seed)
            when 'ja' then format('%%sで%%s人%%s第%%s号', place_name, coalesce(amount::text, '数千'), coalesce(subtype, type), seed)
            when 'ru' then format('%%s рабочих в %%s, %%s, дело %%s', coalesce(amount::text, 'тысячи'), place_name, coalesce(subtype, type), seed)
            else format('%%s in %%s, %%s, case %%s', coalesce(amount::text, 'thousands'), place_name, coalesce(subtype, type), seed)
        end as quote
    from made_assertion
),
placed as (
    select
        quoted.*,
        coalesce(sum(char_length(quote) + 1) over (
            partition by number, ordinal order by k rows between unbounded preceding and 1 preceding
        ), 0) as quote_start,
        row_number() over (partition by number, ordinal, type, subtype, quote order by k) as among_alike
    from quoted
)
select
    placed.*,
    pg_temp.id(version_id, type, coalesce(subtype, ''), quote, among_alike::text) as claim_id
from placed;
create index on made_claim (number, ordinal, k);
analyze made_claim;

-- paragraphs of words that mean nothing, some far more frequent than others
create temp table made_paragraph on commit drop as
select
    lang,
    number,
    (
        select string_agg(
            (
                select string_agg(substr(alphabet, 1 + pg_temp.draw(word * 8 + letter, 42, char_length(alphabet))::int, 1), '')
                from generate_series(1, 1 + word_length) as letter
            ),
            space
        )
        from (
            select (8000 * (pg_temp.draw(number * 100 + n, 41, 10000) / 10000.0) ^ 3)::bigint as word
            from generate_series(1, 40) as n
        ) as words
    ) as words
from (
    values
        ('en', 'abcdefghiklmnoprstuvw', 6, ' '),
        ('ru', 'абвгдежзиклмнопрстуф', 6, ' '),
        ('ko', '가나다라마바사아자차카타파하거너더러머버서어저', 2, ' '),
        ('zh', '工人国家公司边境签证护照工厂建设服装海产劳动派遣', 1, ''),
        ('ja', '労働者国境派遣会社工場建設水産加工帰国滞在許可の', 1, '')
) as script (lang, alphabet, word_length, space)
cross join generate_series(1, 1000) as number;
create index on made_paragraph (lang, number);

insert into core.reading (
    reading_id, version_id, extractor_version, kind, title, text, captions, published_at, published_offset_seconds,
    published_day, date_basis, lang, is_relevant, relevance_score, is_related, known_from, opened_run
)
select
    made_version.reading_id,
    made_version.version_id,
    'invented-1',
    'article',
    'Report ' || made_version.number || ' on ' || said.place_name,
    said.quotes || ' ' || one.words || ' ' || other.words,
    '{}',
    case when made_version.number %% 3 > 0 then made_version.published_at end,
    case when made_version.number %% 3 > 0 then 32400 end,
    made_version.published_at::date,
    'json-ld',
    made_version.lang,
    true,
    0.9,
    true,
    made_version.day,
    made_version.run_no
from made_version
join (
    select number, ordinal, string_agg(quote, ' ' order by k) as quotes, min(place_name) filter (where k = 1) as place_name
    from made_claim
    group by number, ordinal
) as said using (number, ordinal)
join made_paragraph as one
    on one.lang = made_version.lang
    and one.number = 1 + pg_temp.draw(made_version.root_number, 43, 1000)
join made_paragraph as other
    on other.lang = made_version.lang
    and other.number = 1 + pg_temp.draw(made_version.number, 44, 1000);

insert into core.reader_pass (reading_id, reader_version, known_from, opened_run)
select reading_id, 'invented-1', day, run_no
from made_version;

insert into core.claim (
    claim_id, version_id, reading_id, reader_version, ordinal, type, subtype, value_min, value_max, magnitude, "precision",
    unit, currency, period, places, origin, via, sectors, company, demographic, attribution, attribution_kind, resolution,
    event_start, event_end, event_basis, event_text, polarity, scope, part_of, details, flags, quote, quote_start,
    quote_end, rule, confidence, is_firm, sentence, values_sha256, known_from, opened_run, known_to, closed_run
)
select
    claim_id,
    version_id,
    reading_id,
    'invented-1',
    among_alike,
    type,
    subtype,
    case when "precision" <> 'vague' then amount end,
    case
        when "precision" = 'range' then amount * 2
        when "precision" in ('exact', 'approx') then amount
    end,
    case when "precision" = 'vague' then 3 end,
    "precision",
    unit,
    currency,
    per,
    case when subtype = 'repatriation' then array['KP'] else array[chain] end,
    case
        when subtype = 'repatriation' then array[chain]
        when type = 'movement' then array['KP']
        else '{}'
    end,
    '{}',
    case
        when type in ('sector', 'wage', 'company') or stance %% 3 = 0
        then array[(array['garment', 'seafood', 'construction', 'restaurant', 'it', 'logging', 'electronics', 'medical'])[1 + sector_number]]
        else '{}'
    end,
    case when type in ('company', 'enforcement') or stance %% 10 = 0 then 'Invented Works ' || company_number end,
    case when type = 'demographic' or stance %% 20 = 0 then 'women' end,
    case when seed %% 10 < 6 then 'a source in ' || chain end,
    case when seed %% 10 < 6 then (array['anonymous', 'anonymous', 'state', 'un', 'ngo', 'named_person'])[1 + seed %% 6] end,
    case when type = 'legal' then array['2397'] else '{}' end,
    case
        when dating < 15 then null
        when dating < 75 then date_trunc('month', about_day)::date
        when dating < 90 then about_day
        else date_trunc('year', about_day)::date
    end,
    case
        when dating < 15 then null
        when dating < 75 then (date_trunc('month', about_day) + interval '1 month - 1 day')::date
        when dating < 90 then about_day
        else (date_trunc('year', about_day) + interval '1 year - 1 day')::date
    end,
    case when dating >= 15 then 'text' end,
    case when dating >= 15 then 'then' end,
    case
        when subtype like 'planned%%' then 'reported_future'
        when stance < 80 then 'affirmed'
        when stance < 85 then 'denied'
        when stance < 88 then 'negated'
        when stance < 92 then 'unverified'
        else 'reported_future'
    end,
    case when pg_temp.draw(seed, 51, 100) < 15 then 'background' else 'new' end,
    null,
    case
        when type = 'levy' then jsonb_build_object('payer', 'worker', 'payee', 'state', 'purpose', subtype)
        when type = 'enforcement' then jsonb_build_object(
            'authority', 'Invented Office', 'instrument', subtype, 'targets', jsonb_build_array('Invented Works ' || company_number),
            'status', 'in force'
        )
        when type = 'demographic' then jsonb_build_object('attribute', subtype, 'value', 'women', 'change_word', 'even')
        when unit = 'percent' then jsonb_build_object('wording', 'most', 'whole_place', country)
        else '{}'
    end,
    '{}',
    quote,
    quote_start,
    quote_start + char_length(quote),
    'invented',
    0.9,
    pg_temp.draw(seed, 52, 100) < 80,
    quote,
    encode(sha256(convert_to(quote || version_id, 'UTF8')), 'hex'),
    day,
    run_no,
    ended_day,
    ended_run_no
from made_claim
order by day, number, k;

insert into core.claim_place (claim_no, claim_id, role, ordinal, chain, country, admin1)
select claim.claim_no, claim.claim_id, named.role, 1, named.chain, place.country, place.admin1
from core.claim
cross join lateral (
    values ('place', claim.places[1]), ('origin', claim.origin[1])
) as named (role, chain)
join (
    select chain, country, admin1 from made_place
    union
    select 'KP', 'KP', null
) as place using (chain);
