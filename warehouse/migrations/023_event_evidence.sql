-- Why claims are taken for one happening is kept beside the membership, as it is for stories.
-- A new empty column: locks the table for a moment, touches no rows.

alter table core.event_member add column evidence jsonb;
comment on column core.event_member.evidence is
    'What the claims of the event have in common (type, subtype, where, value_min, value_max, polarity, first_day, last_day); null for a claim alone, and for memberships written before it was kept';
