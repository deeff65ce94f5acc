"""Sentences of our own as the press writes them, with all that may be read in each: battery_<lang>*.csv.

A row has `sentence` (with the context that it needs), `published`, `expected` and `state`. Expected readings are parted
by ";" and written `type/subtype min max polarity place`, the place (its finest part) last and only where it is tested;
"-" stands for null, "~3" for a number of that magnitude alone; "?" before a reading says that it may be read or not.
Families that give context (company, sector, condition ...) may be read freely, and so may money without a sum. A row
marked `open` is not read whole yet, though nothing of it is read wrongly; of one marked `misread` something is. A row
whose reading changes must change its mark: the marks say how well the reader does, and neither passes for met.

These rows hold what is read; they measure nothing. Many expectations were judged with the reading in view, and rows are
mended with the reader: how well unseen text is read is measured on held reports (tests/reports).
"""

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.test_wordings import TITLES
from transforms.claims import read

PEOPLE, MONEY = ("headcount", "movement"), ("wage", "revenue", "levy")
FLOW = (*PEOPLE, "location")  # without a number these three say the same, and are scored as one
STRICT = (*PEOPLE, *MONEY, "location", "incident", "enforcement", "legal", "visa")
# What a careful person may swap; the scorer of the labelled reports takes them as one too.
ALIKE = (
    {"dispatch", "intake", "increase", "short_stint"},
    {"planned_dispatch", "forecast"},
    {"present", "hired", "cumulative"},
    {"state_revenue", "state_revenue_per_worker"},
)
Reading = tuple[str, str, str, str, str]
Line = tuple[int, dict[str, str]]
ROWS = 20  # of a file in one test


def rows() -> list[Any]:
    found = []
    for path in sorted(Path(__file__).parent.glob("battery_*.csv")):
        lang = path.stem.split("_")[1]
        lines: list[Line] = []
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                lines.append((number, row))
        for at in range(0, len(lines), ROWS):
            some = lines[at : at + ROWS]
            found.append(pytest.param(lang, some, id=f"{path.stem}-{some[0][0]}"))
    return found


@pytest.mark.parametrize(("lang", "lines"), rows())
def test_sentences_of_the_press_are_read_as_a_person_reads_them(lang: str, lines: list[Line]) -> None:
    wrong = []
    for number, row in lines:
        missed, false = differences(lang, row)
        state = "misread" if false else "open" if missed else ""
        if row["state"] != state:
            wrong.append(f"line {number}: {row['sentence']} is {state or 'right'}; missed {missed}, false {false}")

    assert [] == wrong


def differences(lang: str, row: dict[str, str]) -> tuple[list[str], list[str]]:
    """What a row expects and nobody read, and what was read and the row does not expect."""
    report = {"title": TITLES[lang], "text": row["sentence"], "published": row["published"] or None, "lang": lang}
    left, missed = [claim for claim in read(report) if _is_strict(claim)], []
    expected = [one.strip() for one in row["expected"].split(";") if one.strip()]
    for one in sorted(expected, key=lambda text: text.startswith("?")):
        match = next((claim for claim in left if _is(claim, one.lstrip("? "))), None)
        if match is not None:
            left.remove(match)
        elif not one.startswith("?"):
            missed.append(one)
    return missed, [f"{_written(claim)} <{claim['rule']}: {claim['quote']}>" for claim in left]


def _is_strict(claim: dict[str, Any]) -> bool:
    return claim["type"] in STRICT and (claim["type"] not in MONEY or claim["value_min"] or claim["value_max"])


def _is(claim: dict[str, Any], expected: str) -> bool:
    kind, low, high, polarity, *place = expected.split(maxsplit=4)
    type_, _, subtype = kind.partition("/")
    found = _reading(claim)
    if (low, high) == ("-", "-") == found[2:4] and type_ in FLOW and claim["type"] in FLOW:
        return polarity == found[4] and _is_there(claim, place)
    is_people = type_ in PEOPLE and claim["type"] in PEOPLE and subtype in ("planned_dispatch", "forecast", "dispatch")
    if claim["type"] != type_ and not is_people:
        return False
    is_alike = any({found[1], subtype or "-"} <= alike for alike in ALIKE)
    if (low, high, polarity) != found[2:] or not (found[1] == (subtype or "-") or is_alike):
        return False
    return _is_there(claim, place)


def _is_there(claim: dict[str, Any], place: list[str]) -> bool:
    return not place or place[0].strip() in [chain.split(",")[0] for chain in claim["places"]]


def _reading(claim: dict[str, Any]) -> Reading:
    low, high = ("-" if claim[name] is None else str(claim[name]) for name in ("value_min", "value_max"))
    if claim["precision"] == "vague" and claim["magnitude"]:
        low = f"~{claim['magnitude']}"
    return claim["type"], claim["subtype"] or "-", low, high, claim["polarity"]


def _written(claim: dict[str, Any]) -> str:
    kind, subtype, low, high, polarity = _reading(claim)
    return f"{kind}/{subtype} {low} {high} {polarity} {'|'.join(claim['places'])}"
