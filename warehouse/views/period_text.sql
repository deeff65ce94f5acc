-- mart.period_text: a claim's interval as a person writes it: "2017", "2019-11", "2019-11-24", "2019-11-20 to 2019-11-30", "since
-- 2019-05-01", "by 2020-03-31".
create function mart.period_text(first_day date, last_day date) returns text
language sql
immutable
set search_path = pg_catalog
as $$
    select case
        when last_day is null then 'since ' || first_day
        when first_day is null then 'by ' || last_day
        when first_day = last_day then first_day::text
        when first_day = date_trunc('year', last_day::timestamp)::date and to_char(last_day, 'MMDD') = '1231'
            then to_char(first_day, 'YYYY')
        when first_day = date_trunc('month', last_day::timestamp)::date
            and last_day = (date_trunc('month', last_day::timestamp) + interval '1 month' - interval '1 day')::date
            then to_char(first_day, 'YYYY-MM')
        else first_day || ' to ' || last_day
    end
$$;
comment on function mart.period_text(date, date) is 'A claim''s interval as a person writes it; null where the text gives none';
