"""What the pipeline writes and reads, by subject. Every function takes a connection, never commits, and may be repeated
with the same input without changing anything."""

from warehouse.store.apart import honour_judgements, judged_apart
from warehouse.store.changes import changes_to_compare, save_change_reading
from warehouse.store.claims import claims_to_relate, close_superseded_claims, save_claims
from warehouse.store.holds import held_of, hold_versions, release_reviewed, release_versions, unproven_drift
from warehouse.store.identity import extractor_of, public_id
from warehouse.store.lists import save_entities, save_figures, save_places
from warehouse.store.notices import close_gone, save_gone, save_note
from warehouse.store.pages import (
    fetches_of,
    parts_of,
    save_fetches,
    save_parts,
    save_sources,
    save_warc_file,
    sources_fetched,
)
from warehouse.store.related import (
    edges_found,
    lock_stories,
    placed_before,
    placed_between,
    places,
    take_all,
    take_due,
    touched,
)
from warehouse.store.reports import (
    Saved,
    current_readings,
    readings_to_read,
    save_reading,
    save_reading_again,
)
from warehouse.store.reprocess import (
    REREAD_UNLIKE,
    claim_counts,
    mark_kept,
    reread_counts,
    rereads_to_keep,
    save_reread,
    sources_of_versions,
    story_counts,
    versions_to_read_again,
)
from warehouse.store.reviews import queue_reviews
from warehouse.store.runs import (
    close_run,
    open_run,
    publish,
    published,
    save_reject,
    save_rejects,
    save_source_run,
    source_history,
    source_runs,
    standing_day,
    was_busy,
)
from warehouse.store.stories import save_events, save_stories

__all__ = [
    "REREAD_UNLIKE",
    "Saved",
    "changes_to_compare",
    "claim_counts",
    "claims_to_relate",
    "close_gone",
    "close_run",
    "close_superseded_claims",
    "current_readings",
    "edges_found",
    "extractor_of",
    "fetches_of",
    "held_of",
    "hold_versions",
    "honour_judgements",
    "judged_apart",
    "lock_stories",
    "mark_kept",
    "open_run",
    "parts_of",
    "placed_before",
    "placed_between",
    "places",
    "public_id",
    "publish",
    "published",
    "queue_reviews",
    "readings_to_read",
    "release_reviewed",
    "release_versions",
    "reread_counts",
    "rereads_to_keep",
    "save_change_reading",
    "save_claims",
    "save_entities",
    "save_events",
    "save_fetches",
    "save_figures",
    "save_gone",
    "save_note",
    "save_parts",
    "save_places",
    "save_reading",
    "save_reading_again",
    "save_reject",
    "save_rejects",
    "save_reread",
    "save_source_run",
    "save_sources",
    "save_stories",
    "save_warc_file",
    "source_history",
    "source_runs",
    "sources_fetched",
    "sources_of_versions",
    "standing_day",
    "story_counts",
    "take_all",
    "take_due",
    "touched",
    "unproven_drift",
    "versions_to_read_again",
    "was_busy",
]
