-- Whether a company was named before tonight is found by its name, and not by reading all claims.
-- An index: locks the table against writing while it is built, some seconds for a million claims.

-- squawk-ignore require-concurrent-index-creation
create index claim_company on core.claim (company) where company is not null;
