-- mart.sectors_by_year: one row per country, sector, year, polarity, scope and firmness. It answers in which sectors workers were
-- reported and how that moves. A claim that names two sectors stands in both, one that covers two years in both: rows are
-- never added up, and share_of_origins is a share of witnesses, not of workers.
create view kept.sectors_by_year_at_horizon as
with named as (
    select
        -- most claims are of one place
        case
            when cardinality(known_claim.places) = 1 then coalesce(known_claim.country, known_claim.place)
            else mart.countries_of(known_claim.places)
        end as host,
        sector,
        year::date as year,
        known_claim.polarity,
        known_claim.scope,
        known_claim.is_firm,
        known_claim.claim_id,
        known_claim.report_id,
        known_claim.story_id,
        known_claim.origin_report_id,
        known_claim.value_min,
        known_claim.value_max,
        known_claim.type = 'headcount'
            and known_claim.subtype = 'present'
            and known_claim.part_of is null
            and cardinality(known_claim.sectors) = 1
            and (known_claim.unit is null or known_claim.unit ~ '(workers|people|persons)$')
            and (known_claim.value_min is not null or known_claim.value_max is not null)
            and not_counted.claim_no is null
            as has_bound
    from mart.known_claim
    -- each is there once: told so, the planner hashes them and does not sort the claims
    left join (
        select distinct claim_no
        from mart.not_counted
        where type = 'headcount'
    ) as not_counted using (claim_no)
    cross join lateral unnest(known_claim.sectors) as sector
    left join lateral generate_series(
        date_trunc('year', coalesce(known_claim.event_start, known_claim.event_end)::timestamp),
        date_trunc('year', coalesce(known_claim.event_end, greatest(known_claim.event_start, known_claim.published_day))::timestamp),
        interval '1 year'
    ) as year on true
    where known_claim.sectors <> '{}'
),
-- keys in one text: a sort by six columns takes twice as long
keyed as materialized (
    select named.*, concat_ws(E'\t', coalesce(host, ''), coalesce(year, '-infinity'), polarity, scope, is_firm) as any_key
    from named
),
counted as (
    select
        any_key,
        min(host) as host,
        sector,
        min(year) as year,
        min(polarity) as polarity,
        min(scope) as scope,
        bool_and(is_firm) as is_firm,
        count(distinct origin_report_id) as origins,
        count(distinct story_id) as stories,
        count(distinct report_id) as reports,
        (array_agg(value_min order by value_min nulls first, claim_id) filter (where has_bound))[1] as low,
        (array_agg(value_max order by value_max desc nulls first, claim_id) filter (where has_bound))[1] as high,
        array_agg(distinct claim_id order by claim_id) as claim_ids
    from keyed
    group by any_key, sector
),
naming_any as (
    select any_key, count(*) as origins
    from (select distinct any_key, origin_report_id from keyed) as witness
    group by any_key
)
select
    counted.host as country,
    counted.sector,
    counted.year,
    counted.origins,
    counted.stories,
    counted.low,
    counted.high,
    round(counted.origins::numeric / naming_any.origins, 4) as share_of_origins,
    counted.year = min(counted.year) over (partition by counted.host, counted.sector, counted.polarity) as new_this_year,
    counted.claim_ids,
    counted.reports,
    counted.polarity,
    counted.scope,
    counted.is_firm,
    counted.is_firm and counted.polarity = 'affirmed' and counted.scope = 'new' as is_default
from counted
join naming_any using (any_key);
create materialized view kept.sectors_by_year as
select * from kept.sectors_by_year_at_horizon;
-- long lists: to press them at each publication takes longer than to write them
alter materialized view kept.sectors_by_year
    alter column claim_ids set storage external,
    alter column claim_ids set statistics 0;
create unique index sectors_by_year_row on kept.sectors_by_year (country, year, sector, polarity, scope, is_firm) nulls not distinct;
create view mart.sectors_by_year as
select sectors_by_year.*
from kept.sectors_by_year
where (select is_current from kept.as_kept)
union all
select sectors_by_year_at_horizon.*
from kept.sectors_by_year_at_horizon
where not (select is_current from kept.as_kept)
order by country, year, sector, is_default desc, polarity, scope, is_firm;
comment on view mart.sectors_by_year is 'In which sectors workers were reported, by country and year: witnesses, and ranges where a headcount names one sector alone; begin with is_default. Rows are never added up; a sector without a row is one that nobody named';
comment on column mart.sectors_by_year.country is 'ISO 3166 code, WORLD or a region, several together ("CN, RU"); null: no place is said';
comment on column mart.sectors_by_year.sector is 'Sector of work';
comment on column mart.sectors_by_year.year is 'First day of a year in which it was so; null: the text gives no time';
comment on column mart.sectors_by_year.origins is 'Independent witnesses that name the sector; copies add none';
comment on column mart.sectors_by_year.stories is 'Stories that name it';
comment on column mart.sectors_by_year.low is 'Smallest lower bound of workers present in this sector alone, people; null: none, or a claim is open below';
comment on column mart.sectors_by_year.high is 'Largest upper bound of workers present in this sector alone, people; null: none, or a claim is open above';
comment on column mart.sectors_by_year.share_of_origins is 'Of the witnesses that name any sector in this country and year, the share that names this one, 0 to 1; shares overlap';
comment on column mart.sectors_by_year.new_this_year is 'True if no claim of an earlier year names the sector in this country';
comment on column mart.sectors_by_year.claim_ids is 'Every claim behind the row, copies included';
comment on column mart.sectors_by_year.reports is 'Reports that name it, copies included';
comment on column mart.sectors_by_year.polarity is 'affirmed, negated, denied, unverified or reported_future';
comment on column mart.sectors_by_year.scope is 'new, or background: an old figure retold';
comment on column mart.sectors_by_year.is_firm is 'True if the readings are trusted without a second look';
comment on column mart.sectors_by_year.is_default is 'True for rows to begin with: firm, affirmed and new';
