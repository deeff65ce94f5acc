-- Rules of 007 hold for the rows that were there before.
-- Locks the tables against changes of their shape only; readers and writers go on.
alter table ops.source_run validate constraint source_run_task_is_known;
alter table ops.review validate constraint review_judgement_is_known;
alter table ops.review validate constraint review_is_of_a_claim;
alter table ops.review validate constraint review_release_names_night_and_reason;
