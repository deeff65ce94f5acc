-- mart.sound_of: what is left of a name where systems of romanisation differ: Namgang, Namkang, Намган and 남강 sound alike. Equal
-- sounds of two scripts are one name spelt twice; of one script they may be two names, which is for a person to say.
create function mart.sound_of(romanised text) returns text
language sql
immutable
set search_path = pg_catalog
as $$
    select regexp_replace(
        translate(
            regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            regexp_replace(replace(romanised, ' ', ''), 'shch|tsch|zh|ch|ts|tz|j|q|z', 'c', 'g'),
                            'eo', 'o', 'g'
                        ),
                        'eu|ou', 'u', 'g'
                    ),
                    'ng', 'n', 'g'
                ),
                '([bcdfgkpstx])h', '\1', 'g'
            ),
            'ldgbxvy', 'rtkpspi'
        ),
        '(.)\1+', '\1', 'g'
    )
$$;
comment on function mart.sound_of(text) is 'What is left of a romanised name where systems of romanisation differ, for comparing names across scripts';
