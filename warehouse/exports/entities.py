"""Companies, agencies and bodies as FollowTheMoney entities: who is named, in which article, as what.

FollowTheMoney (followthemoney.tech) is what Aleph and OpenSanctions read. Only what firm claims say is told, and
nothing is concluded: no topic, no sanction, no ownership; a denial is a link of its own that says so. People are never
entities.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from warehouse.connect import Connection, Row, batches
from warehouse.exports.package import Package
from warehouse.store.withheld import MARK

FILE = "entities.ftm.json"
LANGUAGES = {"en": "eng", "ko": "kor", "zh": "zho", "ja": "jpn", "ru": "rus"}
"""FollowTheMoney writes languages as ISO 639-3; claims are read in these."""
Entity = dict[str, Any]


def write(package: Package, reader: Connection) -> None:
    """entities.ftm.json: one entity a line. A body of the curated list or a name with its spellings, then the articles
    that name it first here, then one Documentation per claim."""
    count, articles = 0, set[str]()
    with (package.folder / FILE).open("w", encoding="utf-8", newline="\n") as lines:
        for _, named in groupby(_named(reader), key=lambda row: row["entity"]):
            for entity in _entities(list(named), articles):
                lines.write(json.dumps(entity, ensure_ascii=False) + "\n")
                count += 1
    package.add(FILE, "application/json+ftm", encoding="utf-8", rowCount=count)


def _named(reader: Connection) -> Iterator[Row]:
    """A row per firm claim that names a body, by body. A claim whose words were withheld names none."""
    found = batches(
        reader,
        """
        select
            named_company.*, companies.name, companies.country, companies.kind, companies.note, companies.source,
            version.first_payload_sha256 as page_sha256, reading.lang, reading.published_day as published
        from mart.named_company
        join mart.companies using (entity)
        join core.version using (version_id)
        join mart.reports as reading on reading.report_id = named_company.report_id
        where named_company.is_firm
            and named_company.quote not like %(mark)s
        order by named_company.entity, named_company.claim_id
        """,
        {"mark": f"{MARK}%"},
    )
    return (row for batch in found for row in batch)


def _entities(named: list[Row], articles: set[str]) -> Iterable[Entity]:
    """Of one body; `articles` holds the ids of those that were told before."""
    body = _body(named)
    yield body
    for row in named:
        article = _article(row)
        if article["id"] not in articles:
            articles.add(article["id"])
            yield article
        yield _link(row, body["id"], article["id"])


def _body(named: list[Row]) -> Entity:
    first = named[0]
    spellings = sorted({row["company"] for row in named} - {first["name"]})
    sectors = sorted({sector for row in named for sector in row["sectors"]})
    return _entity(
        _id("body", first["entity"]),
        _schema(first["kind"]),
        name=[first["name"]],
        alias=spellings,
        country=[first["country"] and first["country"].lower()],
        sector=sectors,
        notes=[first["note"]],
        publisher=[first["source"]],
    )


def _schema(kind: str | None) -> str:
    """A name that is on no list may be borne by anything."""
    if kind is None:
        return "LegalEntity"
    return "PublicBody" if kind == "state_body" else "Company"


def _article(row: Row) -> Entity:
    return _entity(
        _id("article", row["version_id"]),
        "Article",
        title=[row["title"]],
        publisher=[row["outlet"]],
        publishedAt=[row["published_day"] and row["published_day"].isoformat()],
        sourceUrl=[row["url"]],
        language=[LANGUAGES.get(row["lang"])],
        notes=[f"sha256 of the page as received: {row['page_sha256']}"],
    )


def _link(row: Row, body_id: str, article_id: str) -> Entity:
    return _entity(
        _id("claim", row["claim_id"]),
        "Documentation",
        entity=[body_id],
        document=[article_id],
        role=[(row["subtype"] or row["type"]).replace("_", " ")],
        status=[row["polarity"]],
        startDate=[row["event_start"] and row["event_start"].isoformat()],
        endDate=[row["event_end"] and row["event_end"].isoformat()],
        description=[row["quote"]],
        recordId=[row["claim_id"]],
        sourceUrl=[row["url"]],
    )


def _entity(entity_id: str, schema: str, **properties: list[Any]) -> Entity:
    known = {name: [value for value in values if value] for name, values in properties.items()}
    return {"id": entity_id, "schema": schema, "properties": {name: values for name, values in known.items() if values}}


def _id(kind: str, key: str) -> str:
    return f"p8-{hashlib.sha256(f'{kind} {key}'.encode()).hexdigest()[:24]}"
