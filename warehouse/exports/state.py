"""What an export says of itself: the day that it shows, the versions that made it, and whose words it carries."""

from typing import Any

import pyarrow

from scrapers.settings import VERSION
from warehouse.brief import NothingPublished
from warehouse.connect import Connection, one, rows

RIGHTS = {
    "public": "the full text may be shown to all",
    "internal": "the full text is for analysts; quotes may be cited with their source",
    "quotes": "quotes may be cited with their source; the full text may not be shown",
}
FOR_ANALYSTS = {
    "name": "other-closed",
    "title": "Quotes and titles are their publishers': cite them with their source; see the terms of each",
}
FOR_ALL = {
    "name": "notspecified",
    "title": "Facts as reports tell them, without their words; titles are their publishers'",
}


def published_state(connection: Connection) -> dict[str, Any]:
    """The properties of a manifest that are no files. Raises NothingPublished."""
    horizon = one(connection, "select run_day, as_of_day, extractor, current_user as role from mart.horizon")
    if horizon is None:
        raise NothingPublished("no night is published yet: make run, then look at the checks of a blocked one")
    if horizon["run_day"] is None:
        raise NothingPublished(f"nothing was known on {horizon['as_of_day']}: the first run came later")
    is_public = horizon["role"] == "p8_public"
    return {
        "day": horizon["run_day"].isoformat(),
        "asOf": horizon["as_of_day"] and horizon["as_of_day"].isoformat(),
        "reading": horizon["extractor"],
        "rights": horizon["role"],
        "versions": {
            "paragraph8": VERSION,
            "pyarrow": pyarrow.__version__,
            **({} if is_public else _readers(connection)),
        },
        "licenses": [FOR_ALL if is_public else FOR_ANALYSTS],
        "sources": _outlets(connection) if is_public else _sources(connection),
    }


def _readers(connection: Connection) -> dict[str, list[str]]:
    found = one(
        connection,
        """
        select
            array(
                select distinct claim.reader_version
                from mart.known_claim
                join core.claim using (claim_no)
                order by 1
            ) as readers,
            array(
                select distinct reading.extractor_version
                from mart.known_claim
                join core.reading using (reading_id)
                order by 1
            ) as extractors
        """,
    )
    assert found is not None
    return found


def _sources(connection: Connection) -> list[dict[str, str]]:
    found = rows(
        connection,
        """
        select source_key, name, home_url, terms
        from core.source
        where source_key in (select source_key from mart.known_claim)
        order by source_key
        """,
    )
    return [
        {"title": row["name"], "path": row["home_url"], "key": row["source_key"], "terms": row["terms"],
         "rights": RIGHTS[row["terms"]]}
        for row in found
    ]  # fmt: skip


def _outlets(connection: Connection) -> list[dict[str, str]]:
    return [
        {"title": row["outlet"]} for row in rows(connection, "select distinct outlet from mart.public_claim order by 1")
    ]
