-- A judgement is of what the mart showed: a run that is not published may have read the claim otherwise since.
-- Replaces a function: locks no table, touches no row.
create or replace function ops.note_judged_values() returns trigger
language plpgsql
security definer
set search_path = pg_catalog
as $$
begin
    if new.claim_id is not null then
        select claim.values_sha256 into new.values_sha256
        from core.claim
        left join ops.published on true
        where claim.claim_id = new.claim_id
        order by
            coalesce(
                claim.opened_run <= published.run_no
                and (claim.closed_run is null or claim.closed_run > published.run_no),
                false
            ) desc,
            claim.known_to is null desc,
            claim.claim_no desc
        limit 1;
    end if;
    return new;
end
$$;
comment on function ops.note_judged_values() is 'Fills in what the judged claim asserted where it is shown, else in its last reading';
