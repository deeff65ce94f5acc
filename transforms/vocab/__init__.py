"""The word lists of interpretation: one CSV a subject, each row with its source and a note. The only reader of files
here."""

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "ko", "zh", "ja", "ru")


@dataclass(frozen=True)
class Place:
    """One place: `chain` runs from the finest name up to the ISO country code; `names` and `adjectives` as they are
    written."""

    chain: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    adjectives: tuple[str, ...]


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `<name>.csv` in file order. Raises FileNotFoundError for a list that does not exist."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def of(name: str, lang: str) -> tuple[Mapping[str, str], ...]:
    """The rows of `<name>.csv` for one language, in file order; empty where the list has none."""
    return tuple(row for row in rows(name) if row["lang"] == lang)


@cache
def places() -> tuple[Place, ...]:
    """The gazetteer. Names in en, ko, zh and ja are literal, names in ru are patterns of the case forms."""
    return tuple(
        Place(
            chain=row["chain"],
            kind=row["kind"],
            names={lang: tuple(filter(None, row[lang].split("|"))) for lang in LANGUAGES if lang != "ru"}
            | {"ru": (row["ru"],) if row["ru"] else ()},
            adjectives=tuple(filter(None, row["adjective"].split("|"))),
        )
        for row in rows("places")
    )


@cache
def digest() -> str:
    """Eight letters that change with any list, the weights of the network among them."""
    lists = (path.read_bytes() for path in sorted((*FOLDER.glob("*.csv"), *FOLDER.glob("*.npz"))))
    return hashlib.sha256(b"".join(hashlib.sha256(content).digest() for content in lists)).hexdigest()[:8]
