-- mart.search_query: a search as a person types it, as a question to the index: every word must be there, "words in quotes"
-- next to one another, -word must not; "or" between two lists of words means either list. Nothing in it is code: what is neither
-- letter nor digit is passed over. Null where nothing is left, or where it only says what must not be there.
create function mart.search_query(words text) returns tsquery
language plpgsql
immutable
set search_path = pg_catalog
as $$
declare
    list text;
    word text[];
    wanted tsquery;
    unwanted tsquery;
    answer tsquery;
begin
    for list in select regexp_split_to_table(words, '\s+or\s+', 'i')
    loop
        wanted := null;
        unwanted := null;
        for word in select regexp_matches(list, '(-?)(?:"([^"]*)"|(\S+))', 'g')
        loop
            if word[1] = '-' then
                unwanted := coalesce(unwanted || mart.search_term(coalesce(word[2], word[3])), mart.search_term(coalesce(word[2], word[3])), unwanted);
            else
                wanted := coalesce(wanted && mart.search_term(coalesce(word[2], word[3])), mart.search_term(coalesce(word[2], word[3])), wanted);
            end if;
        end loop;
        wanted := coalesce(wanted && !!unwanted, wanted);
        answer := coalesce(answer || wanted, wanted, answer);
    end loop;
    return answer;
end
$$;
comment on function mart.search_query(text) is 'A search as a person types it, as a question to the index: all words, "phrases", -without, one list or another; null if nothing is left of it';
