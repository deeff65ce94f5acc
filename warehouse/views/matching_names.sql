-- mart.matching_names: which of some names in the warehouse a name may mean, best first: exact (case, punctuation and corporate words
-- aside), transliteration (it sounds alike in another spelling), fuzzy (half of its trigrams and more), or the rest that has
-- anything in common (none). A fuzzy match is a hint and no finding.
create function mart.matching_names(wanted text) returns table (name text, match_kind text, match_score numeric)
language sql
stable
set search_path = pg_catalog
as $$
    with asked as (
        select
            mart.folded_name(wanted) as folded,
            mart.romanised(wanted) as romanised,
            mart.sound_of(mart.romanised(wanted)) as sound,
            mart.name_grams(mart.romanised(wanted)) as grams
    ),
    compared as (
        select
            company_name.name,
            company_name.folded = asked.folded as is_exact,
            company_name.sound = asked.sound and char_length(asked.sound) > 4 as is_alike,
            mart.likeness(company_name.grams, asked.grams) as likeness
        from asked
        join core.company_name
            on company_name.folded = asked.folded
            or company_name.sound = asked.sound
            or company_name.grams && asked.grams
    )
    select
        compared.name,
        case when is_exact then 'exact' when is_alike then 'transliteration' when likeness >= 0.5 then 'fuzzy' else 'none' end,
        case when is_exact or is_alike then 1 else likeness end
    from compared
    order by is_exact desc, is_alike desc, likeness desc, compared.name
$$;
comment on function mart.matching_names(text) is
    'Names ever loaded that a name may mean: exact, transliteration, fuzzy, or with little in common (none). Names alone, of any night: ask mart.company_dossier for what is published';
