-- mart.range_text: the answer of a row of bounds as a person writes it: "90 to 200, 2 without a number, 3 origins", "90 or more, 1 origin".
create function mart.range_text(low numeric, high numeric, vague_n bigint, origins bigint) returns text
language sql
immutable
set search_path = pg_catalog
as $$
    select concat_ws(
        ', ',
        case
            when low = high then trim_scale(low)::text
            when high is null then trim_scale(low) || ' or more'
            when low is null then trim_scale(high) || ' or less'
            else trim_scale(low) || ' to ' || trim_scale(high)
        end,
        nullif(vague_n, 0) || ' without a number',
        origins || ' origin' || case when origins = 1 then '' else 's' end
    )
$$;
comment on function mart.range_text(numeric, numeric, bigint, bigint) is
    'A row of bounds and witnesses as a person writes it; behind mart.answers';
