"""Capture: sources, listings, one source's night, the archive. Knows nothing of texts, claims or the warehouse."""
