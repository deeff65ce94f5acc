-- mart.flows_by_month: one row per from-country, to-country, month, direction and modality. Rows are never netted or added up:
-- low and high are the smallest and largest bounds any origin stated; high is null where a counted claim is open above.
-- Counted are firm, new claims of groups of people; a part of a group is not counted beside the whole. A copy counts only where its origin says nothing of the same flow and
-- nowhere else the same number; a row that only copies fill is left out.
create view kept.flows_by_month_at_horizon as
with moved as materialized (
    select
        known_claim.claim_no,
        known_claim.claim_id,
        known_claim.subtype,
        known_claim.polarity,
        known_claim.value_min,
        known_claim.value_max,
        known_claim.event_start,
        known_claim.event_end,
        known_claim.event_basis,
        known_claim.part_of,
        known_claim.quote,
        known_claim.report_id,
        known_claim.origin_report_id,
        known_claim.story_id,
        known_claim.event_id
    from mart.known_claim
    where known_claim.is_firm
        and known_claim.scope = 'new'
        and known_claim.polarity in ('affirmed', 'reported_future')
        and (known_claim.unit is null or known_claim.unit like any (array['%workers', '%people', '%persons']))
        and (
            known_claim.type = 'movement' and known_claim.subtype in (
                'dispatch', 'planned_dispatch', 'repatriation', 'repatriation_order', 'repatriation_demand', 'transfer', 'intake'
            )
            or known_claim.type = 'headcount' and known_claim.subtype = 'planned_dispatch'
        )
),
place_country as (
    select
        claim_place.claim_no,
        string_agg(distinct coalesce(claim_place.country, claim_place.chain), ', ')
            filter (where claim_place.role = 'place' and claim_place.country is distinct from 'KP') as host,
        string_agg(distinct coalesce(claim_place.country, claim_place.chain), ', ')
            filter (where claim_place.role = 'origin' and claim_place.country is distinct from 'KP') as left_behind
    from core.claim_place
    where claim_place.claim_no in (select moved.claim_no from moved)
    group by claim_place.claim_no
),
movement as materialized (
    select
        moved.*,
        place_country.host,
        place_country.left_behind,
        case
            when moved.subtype in ('dispatch', 'planned_dispatch') then 'dispatch'
            when moved.subtype in ('repatriation', 'repatriation_order', 'repatriation_demand') then 'repatriation'
            else moved.subtype
        end as direction,
        case
            when moved.subtype = 'repatriation_order' then 'ordered'
            when moved.subtype = 'repatriation_demand' then 'demanded'
            when moved.subtype = 'planned_dispatch' or moved.polarity = 'reported_future' then 'planned'
            else 'done'
        end as modality,
        case
            when moved.event_basis is distinct from 'published'
                and moved.event_end - moved.event_start <= 31
                then date_trunc('month', moved.event_end)::date
        end as month
    from moved
    left join place_country using (claim_no)
),
part as (
    select movement.claim_no
    from movement
    join movement as whole
        on whole.report_id = movement.report_id
        and whole.quote = movement.part_of
        and whole.modality = movement.modality
),
flow as materialized (
    select
        movement.*,
        case direction
            when 'repatriation' then coalesce(left_behind, host)
            when 'transfer' then coalesce(left_behind, host)
            else coalesce(left_behind, 'KP')
        end as from_country,
        case direction when 'repatriation' then 'KP' else host end as to_country
    from movement
    where not exists (select from part where part.claim_no = movement.claim_no)
),
said_by_origin as (
    select distinct flow.claim_no
    from flow
    join flow as said
        on said.report_id = flow.origin_report_id
        -- a translation may read an intake where its origin reads a dispatch
        and replace(said.direction, 'intake', 'dispatch') = replace(flow.direction, 'intake', 'dispatch')
        and (
            (said.from_country, said.to_country, said.month, said.modality)
                is not distinct from (flow.from_country, flow.to_country, flow.month, flow.modality)
            or said.value_min = flow.value_min
            or said.value_max = flow.value_max
        )
    where flow.report_id <> flow.origin_report_id
),
witness as (
    select
        flow.*,
        said_by_origin.claim_no is null as is_counted
    from flow
    left join said_by_origin on said_by_origin.claim_no = flow.claim_no
),
-- kept apart, so that a question for one country or month does not change how its claims are found
bounded as materialized (
    select
        witness.*,
        is_counted and (value_min is not null or value_max is not null) as has_bound
    from witness
)
select
    from_country,
    to_country,
    month,
    direction,
    modality,
    case when not bool_or(has_bound and value_min is null) then min(value_min) filter (where has_bound) end as low,
    case when not bool_or(has_bound and value_max is null) then max(value_max) filter (where has_bound) end as high,
    count(distinct origin_report_id) filter (where is_counted)
        - count(distinct origin_report_id) filter (where has_bound) as vague_n,
    count(distinct origin_report_id) as origins,
    count(distinct story_id) as stories,
    count(distinct event_id) as events,
    array_agg(claim_id order by claim_id) as claim_ids
from bounded
group by from_country, to_country, month, direction, modality
having bool_or(is_counted);
create materialized view kept.flows_by_month as
select * from kept.flows_by_month_at_horizon;
-- long lists: to press them at each publication takes longer than to write them
alter materialized view kept.flows_by_month
    alter column claim_ids set storage external,
    alter column claim_ids set statistics 0;
create unique index flows_by_month_row
on kept.flows_by_month (from_country, to_country, month, direction, modality) nulls not distinct;
create view mart.flows_by_month as
select flows_by_month.*
from kept.flows_by_month
where (select is_current from kept.as_kept)
union all
select flows_by_month_at_horizon.*
from kept.flows_by_month_at_horizon
where not (select is_current from kept.as_kept)
order by month, from_country, to_country, direction, modality;
comment on view mart.flows_by_month is 'Who was said to go where, by month; never netted, never added up over rows';
comment on column mart.flows_by_month.from_country is 'ISO 3166 code of the country left; several in one claim stay together ("MN, RU": find one with like ''%RU%''); null: not said';
comment on column mart.flows_by_month.to_country is 'ISO 3166 code of the country entered; several in one claim stay together ("CN, RU"); null: not said';
comment on column mart.flows_by_month.month is 'First day of the month in which it was over; null: the text gives no date, or a span of more than 31 days';
comment on column mart.flows_by_month.direction is 'dispatch, repatriation, transfer or intake';
comment on column mart.flows_by_month.modality is 'done, planned, ordered or demanded; a plan stays a plan after its time';
comment on column mart.flows_by_month.low is 'Smallest lower bound any origin stated, people; null: none, or a counted claim is open below';
comment on column mart.flows_by_month.high is 'Largest upper bound any origin stated, people; null: none, or a counted claim is open above';
comment on column mart.flows_by_month.vague_n is 'Origins that give no bound ("thousands", or no number at all); they are in neither low nor high';
comment on column mart.flows_by_month.origins is 'Independent witnesses; copies add none';
comment on column mart.flows_by_month.stories is 'Stories that tell it';
comment on column mart.flows_by_month.events is 'Happenings told apart';
comment on column mart.flows_by_month.claim_ids is 'Every claim behind the row, copies included';
