-- mart.value_text: a claim's number as a person writes it: "at least 2,000 workers", "1,500-2,000 CNY a month", "thousands of workers".
create function mart.value_text(
    value_min numeric, value_max numeric, precision_word text, magnitude bigint, unit text, currency text, period text
) returns text
language plpgsql  -- four times as fast as sql with named parts, and called for every row of some answers
immutable
parallel safe
set search_path = pg_catalog
as $$
declare
    low constant text := rtrim(to_char(value_min, 'FM999,999,999,999,999,990.9999'), '.');
    high constant text := rtrim(to_char(value_max, 'FM999,999,999,999,999,990.9999'), '.');
    amount constant text := case
        when low is null and high is null then case magnitude
            when 1 then 'dozens'
            when 2 then 'hundreds'
            when 3 then 'thousands'
            when 4 then 'tens of thousands'
            when 5 then 'hundreds of thousands'
            when 6 then 'millions'
        end
        when high is null then case precision_word when 'more_than' then 'more than ' else 'at least ' end || low
        when low is null then case precision_word when 'less_than' then 'less than ' else 'at most ' end || high
        when low = high then case precision_word when 'approx' then 'about ' else '' end || low
        else low || '-' || high
    end;
begin
    return amount
        || coalesce(case when low is null and high is null then ' of ' else ' ' end || coalesce(currency, unit), '')
        || coalesce(' a' || case period when 'hour' then 'n' else '' end || ' ' || period, '');
end
$$;
comment on function mart.value_text(numeric, numeric, text, bigint, text, text, text) is
    'A claim''s number as a person writes it; null where no number is stated';
