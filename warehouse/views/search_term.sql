-- mart.search_term: what must stand in a text for one word or quoted phrase of a search. Chinese, Japanese and Korean are looked
-- for as stretches of characters, in simplified and traditional writing; Korean also with a space somewhere within, as papers
-- part words differently. Null where nothing is left to look for.
create function mart.search_term(term text) returns tsquery
language plpgsql
immutable
set search_path = pg_catalog
as $$
declare
    stretch text;
    form text;
    latin text := '';
    found tsquery;
    either tsquery;
begin
    foreach stretch in array regexp_split_to_array(btrim(mart.search_form(term)), ' +')
    loop
        continue when stretch = '';
        if stretch !~ '^[ᄀ-ᇿ぀-ヿ㐀-䶿一-鿿가-힣豈-﫿]' then
            latin := latin || ' ' || stretch;
            continue;
        end if;
        either := null;
        for form in
            select distinct unnest(array[stretch, mart.simplified(stretch), mart.traditional(stretch)])
        loop
            either := coalesce(either || mart.search_pairs(form), mart.search_pairs(form));
        end loop;
        -- from two syllables on either side of the space
        if stretch ~ '^[가-힣]{4,12}$' then
            for split in 2 .. char_length(stretch) - 2
            loop
                either := either || tsquery_phrase(
                    mart.search_pairs(left(stretch, split)), mart.search_pairs(substr(stretch, split + 1)), 3
                );
            end loop;
        end if;
        found := coalesce(found && either, either);
    end loop;
    either := case when latin <> '' then phraseto_tsquery('core.words'::regconfig, latin) end;
    return coalesce(found && either, either, found);
end
$$;
comment on function mart.search_term(text) is 'What must stand in a text for one word or phrase of a search; null if nothing is left of it';
