-- Where a reading's text stands in the bytes of its page.
-- A new column without a default: the table is locked for a moment, no row is touched.
alter table core.reading add column byte_map jsonb;
comment on column core.reading.byte_map is
'Where the text stands in the page''s body after Content-Encoding. "runs": start, end in characters of the text, first, last in bytes, number of the piece; "encoding" cuts them to letters. Of a PDF "lines": start, end, page, first, last in its text layer. Null for readings made before there were maps';
