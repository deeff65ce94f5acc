"""One citation as a sentence, and its report as an item of CSL-JSON, which Zotero and pandoc read. Pure."""

from datetime import date, datetime
from typing import Any

from warehouse.connect import Row

Item = dict[str, Any]

PRESS = ("outlet", "agency", "broadcaster", "aggregator", "index")


def sentence(row: Row) -> str:
    """`[1] "quote" - Outlet, 'Title', day, address, retrieved ..., sha256 ..., place in the archive`, on one line. What
    is not affirmed says so: a plan or a denial is not to be cited as a fact."""
    parts = [
        row["outlet"],
        f"'{row['title']}'" if row["title"] else "without a title",
        *([row["author"]] if row["author"] else []),
        _day(row["published"]) if row["published"] else "undated",
        row["url"],
        f"retrieved {_retrieved(row)}",
        f"sha256 {row['page_sha256']}",
        _place(row),
        *([row["translation_note"]] if row["translation_note"] else []),
    ]
    polarity = "" if row["polarity"] == "affirmed" else f" [{row['polarity'].replace('_', ' ')}]"
    return " ".join(f'[{row["citation_no"]}] "{row["quote"]}"{polarity} - {", ".join(parts)}.'.split())


def item(row: Row) -> Item:
    """The report in the version that was cited; what is not known is left out."""
    known = {
        "id": row["version_id"],
        "type": "article-newspaper" if row["outlet_kind"] in PRESS else "report",
        "title": row["title"],
        "container-title": row["outlet"] if row["outlet_kind"] in PRESS else None,
        "publisher": row["outlet"],
        "author": [{"literal": row["author"]}] if row["author"] else None,
        "issued": _date_parts(row["published"]),
        "accessed": _date_parts(row["retrieved_at"] or row["retrieved_day"]),
        "URL": row["url"],
        "language": row["lang"],
        "archive": row["warc_file"],
        "archive_location": f"record at byte {row['warc_offset']}",
        "note": f"sha256 of the page as received: {row['page_sha256']}",
    }
    return {name: value for name, value in known.items() if value is not None}


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _retrieved(row: Row) -> str:
    moment: datetime | None = row["retrieved_at"]
    if moment is None:
        return f"at an unknown moment before {_day(row['retrieved_day'])}"
    return f"{_day(moment)} at {moment:%H:%M} UTC"


def _place(row: Row) -> str:
    return f"{row['warc_file']} at byte {row['warc_offset']}"


def _date_parts(day: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
