"""What the pipeline writes and reads, by subject. Every function takes a connection, never commits, and may be repeated
with the same input without changing anything."""

from warehouse.store.claims import claims_to_relate, close_superseded_claims, save_claims
from warehouse.store.identity import public_id
from warehouse.store.pages import fetches_of, save_fetches, save_sources, sources_fetched
from warehouse.store.reports import Saved, current_readings, readings_to_read, save_reading
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
)
from warehouse.store.stories import save_events, save_stories

__all__ = [
    "Saved",
    "claims_to_relate",
    "close_run",
    "close_superseded_claims",
    "current_readings",
    "fetches_of",
    "open_run",
    "public_id",
    "publish",
    "published",
    "readings_to_read",
    "save_claims",
    "save_events",
    "save_fetches",
    "save_reading",
    "save_reject",
    "save_rejects",
    "save_source_run",
    "save_sources",
    "save_stories",
    "source_history",
    "source_runs",
    "sources_fetched",
    "standing_day",
]
