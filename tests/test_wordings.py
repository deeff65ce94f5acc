"""Every row of the wordings proves itself: its example is read by its rule, as what the row says."""

import re

import pytest

from transforms import vocab
from transforms.claims import read
from transforms.claims.rows import MONEY, PEOPLE, wordings

# A headline that makes the report relevant; it is no part of what is read.
TITLES = {
    "en": "North Korean workers abroad, in China and Russia",
    "ko": "해외 북한 노동자, 중국과 러시아에",
    "zh": "在中国和俄罗斯的朝鲜工人",
    "ja": "中国とロシアで働く北朝鮮労働者",
    "ru": "Рабочие из КНДР в России и Китае",
}
Line = tuple[int, dict[str, str]]
AT_ONCE = 20  # rows in one test
LINES = {lang: list(enumerate(map(dict, vocab.rows(f"wordings_{lang}")), 2)) for lang in TITLES}
PARTS = [(lang, lines[at : at + AT_ONCE]) for lang, lines in LINES.items() for at in range(0, len(lines), AT_ONCE)]


@pytest.mark.parametrize(("lang", "lines"), PARTS, ids=[f"{lang}-{lines[0][0]}" for lang, lines in PARTS])
def test_the_example_of_a_row_is_read_by_its_rule(lang: str, lines: list[Line]) -> None:
    found = [(number, _wrong(lang, row)) for number, row in lines]

    assert [] == [f"line {number}: {wrong}" for number, wrong in found if wrong]


def _wrong(lang: str, row: dict[str, str]) -> str | None:
    """What the example of a row is read as, where it is not read as the row says."""
    report = {"title": TITLES[lang], "text": row["example"], "published": "2024-05-15", "lang": lang}
    claims = read(report)
    mine = [claim for claim in claims if claim["rule"] == row["rule"]]
    if row["type"] == "none":
        counted = [one["quote"] for one in claims if one["type"] in (*PEOPLE, *MONEY) and one["value_min"] is not None]
        return f"read though it is no claim of people or money: {counted}" if counted else None
    if not mine:
        return f"read instead: {[(one['rule'], one['quote']) for one in claims]}"
    if row["type"] not in [claim["type"] for claim in mine]:
        return f"read as {[claim['type'] for claim in mine]}"
    if not all(report["text"][claim["start"] : claim["end"]] == claim["quote"] for claim in claims):
        return "a quote is not in the text"
    return None if all(claim["sentence"] for claim in mine) else "a claim without a sentence"


@pytest.mark.parametrize("lang", TITLES)
def test_rules_are_named_by_language_and_family(lang: str) -> None:
    assert all(re.fullmatch(rf"{lang}\.[a-z]+\.[a-z_0-9]+", row.rule) for row in wordings(lang))


BROKEN = {"a bracket left open": "workers (", "a look behind of no certain width": "(?<=the +)workers"}


@pytest.mark.parametrize("pattern", BROKEN.values(), ids=BROKEN)
def test_a_row_that_cannot_be_read_is_named_before_anything_is(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lists, broken = vocab.rows, {**vocab.rows("wordings_en")[0], "rule": "en.headcount.broken", "pattern": pattern}
    monkeypatch.setattr(vocab, "rows", lambda name: (broken,) if name == "wordings_en" else lists(name))

    with pytest.raises(ValueError, match=r"vocab/wordings_en.csv: en.headcount.broken cannot be read"):
        wordings.__wrapped__("en")


# A table, and the columns that tell its rows apart.
KEYS = {
    "word_classes": ("lang", "name"), "relevance": ("lang", "group"), "places": ("chain", "kind"),
    "entities": ("key",),
}  # fmt: skip


@pytest.mark.parametrize("table", KEYS)
def test_a_word_or_place_has_one_row(table: str) -> None:
    """A merge that keeps both sides doubles rows, and the second is silently not read."""
    names = [tuple(row[column] for column in KEYS[table]) for row in vocab.rows(table)]

    assert sorted(names) == sorted(set(names))
