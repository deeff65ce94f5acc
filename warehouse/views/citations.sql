-- mart.citations: the footnotes of claims, numbered in the order asked. A claim that is not known at the horizon, whose quote no
-- longer stands in its text, or whose words were withheld is refused with a warning and not printed. `python -m warehouse.exports citations` also compares bytes.
create function mart.citations(claim_ids text[]) returns table (
    citation_no bigint,
    quote text,
    quote_start bigint,
    quote_end bigint,
    outlet text,
    title text,
    author text,
    published date,
    published_basis text,
    url text,
    canonical_url text,
    retrieved_at timestamptz,
    http_status bigint,
    page_sha256 text,
    warc_file text,
    warc_offset bigint,
    version_id text,
    extractor_version text,
    origin_report text,
    origin_url text,
    lang text,
    translation_note text,
    claim_id text,
    polarity text,
    sentence text
)
language plpgsql
stable
as $$
declare
    refused text;
begin
    for refused in
        select format(
            'claim %s is not cited: %s', asked.claim_id,
            case
                when citation.claim_id is null then 'it is not known here'
                when citation.is_withheld then 'its words were withheld on request'
                else 'its quote no longer stands in its text'
            end
        )
        from unnest(claim_ids) with ordinality as asked (claim_id, place)
        -- asked of these claims alone, they are found by their index
        left join (select * from mart.citation where citation.claim_id = any(claim_ids)) as citation on citation.claim_id = asked.claim_id
        where (citation.is_exact and not citation.is_withheld) is not true
        order by asked.place
    loop
        raise warning '%', refused;
    end loop;
    return query
    select
        row_number() over (order by min(asked.place)),
        citation.quote, citation.quote_start, citation.quote_end, citation.outlet, citation.title, citation.author,
        citation.published, citation.published_basis, citation.url, citation.canonical_url, citation.retrieved_at,
        citation.http_status, citation.page_sha256, citation.warc_file, citation.warc_offset, citation.version_id,
        citation.extractor_version, citation.origin_report, citation.origin_url, citation.lang, citation.translation_note,
        citation.claim_id, citation.polarity, citation.sentence
    from unnest(claim_ids) with ordinality as asked (claim_id, place)
    join mart.citation on citation.claim_id = asked.claim_id
    where citation.is_exact
        and not citation.is_withheld
        and citation.claim_id = any(claim_ids)
    group by
        citation.quote, citation.quote_start, citation.quote_end, citation.outlet, citation.title, citation.author,
        citation.published, citation.published_basis, citation.url, citation.canonical_url, citation.retrieved_at,
        citation.http_status, citation.page_sha256, citation.warc_file, citation.warc_offset, citation.version_id,
        citation.extractor_version, citation.origin_report, citation.origin_url, citation.lang, citation.translation_note,
        citation.claim_id, citation.polarity, citation.sentence
    order by min(asked.place);
end
$$;
comment on function mart.citations(text[]) is
'The footnotes of these claims in the order asked: exact words, outlet, title, date and its basis, address, when retrieved, hash, place in the archive. Refuses, with a warning, what is not known or no longer exact; polarity says whether it may be cited as a fact';
