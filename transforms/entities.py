"""Companies and agencies: a name in a report is linked to the curated list vocab/entities.csv, or stays as written.

A link is by the whole name, corporate words and punctuation aside, in any script that the list has it in. A name that
others bear as well links only where a word that tells them apart stands in the report. Pure.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from transforms import vocab

# Words that say what kind of company it is, and an article: left out on both sides of a comparison, at either end.
_CORPORATE = re.compile(
    r"(?: ?\b(?:co|corp|corporation|company|ltd|limited|llc|inc|plc|gmbh|ag|sa|s a|sp z ?o ?o|sp zoo|ooo|oao|zao)\b)+$"
    r"|^(?:the|ooo|оо?о|ао|зао|оао) |^(?:株式会社|주식회사) ?"
    r"|(?:有限公司|股份有限公司|有限责任公司|集团|集團|株式会社|주식회사|유한공사)$"
)
_PUNCTUATION = re.compile(r"[^\w&]+")


@dataclass(frozen=True)
class Entity:
    """A company or body of the list. `kind`: what it was named as; `source`: the document that names it;
    `is_checked`: whether somebody read that there."""

    key: str
    name: str
    kind: str
    country: str
    names: tuple[str, ...]
    beside: tuple[str, ...]
    source: str
    is_checked: bool
    note: str


@cache
def entities() -> tuple[Entity, ...]:
    """The list in file order. Raises ValueError for a name that two entries bear."""
    found = tuple(_entity(row) for row in vocab.rows("entities"))
    seen: dict[str, str] = {}
    for entity in found:
        for name in map(folded, entity.names):
            if seen.setdefault(name, entity.key) != entity.key:
                raise ValueError(f"vocab/entities.csv: {name!r} is a name of {seen[name]} and of {entity.key}")
    return found


def _entity(row: Mapping[str, str]) -> Entity:
    names, beside = (tuple(filter(None, row[column].split("|"))) for column in ("names", "beside"))
    key, name, kind, country = (row[column] for column in ("key", "name", "kind", "country"))
    return Entity(key, name, kind, country, names, beside, row["source"], row["checked"] == "yes", row["note"])


def folded(name: str) -> str:
    """A name as it is compared: one width and case, no punctuation, no article, no corporate words at its ends."""
    flat = _PUNCTUATION.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()
    return _CORPORATE.sub("", flat).strip() or flat


@cache
def _by_name() -> dict[str, Entity]:
    return {folded(name): entity for entity in entities() for name in entity.names}


def linked(name: str, text: str) -> Entity | None:
    """The entity that a name in a text means; None for a name that is not in the list, or that others bear as well and
    nothing in the text tells apart."""
    entity = _by_name().get(folded(name))
    if entity is None or (entity.beside and not any(word in text for word in entity.beside)):
        return None
    return entity
