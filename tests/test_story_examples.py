"""Judged examples in five languages: what a person would say of a copy, and of what only looks like one.

All texts are invented; sentence for sentence those of one kind say the same in every language."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from tests.test_stories import report
from transforms.stories import group

TEXTS = json.loads((Path(__file__).parent / "story_texts.json").read_text(encoding="utf-8"))
STORIES, INDEPENDENT, HOST, TAIL, TABLE = (TEXTS[key] for key in ("story", "independent", "host", "tail", "table"))
WEEKS = (5100, 13200, 8010, 1190, 2430), (5240, 12900, 8044, 1175, 2510), (4980, 12650, 7990, 1204, 2480)
LANGUAGES = sorted(STORIES)


def _text(sentences: list[str]) -> str:
    return "\n\n".join(sentences)


def _grouped(lang: str, *texts: tuple[str, str, str]) -> dict[str, dict[str, Any]]:
    given = [report(name, text, published, lang=lang) for name, text, published in texts]
    return {row["id"]: row for row in group(given)}


def _copies(lang: str) -> dict[str, str]:
    story, host = STORIES[lang], HOST[lang]
    return {
        "exact": _text(story),
        "boilerplate": _text([*story, TAIL[lang]]),
        "trim": _text([story[0], story[2], story[4]]),
        "shuffle": _text([story[0], *reversed(story[1:])]),
        "teaser": _text(story[:2]),
        "embed": _text([*host[:3], *story[:5], *host[3:]]),
        "update": _text([s.replace("180", "210") for s in story]),
        "rewrite": _text([story[0], host[0], story[4], story[2], story[1]]),
    }


@pytest.mark.parametrize("kind", sorted(_copies("en")))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_copy_belongs_to_its_original(lang: str, kind: str) -> None:
    copy = _copies(lang)[kind]
    found = _grouped(lang, ("original", _text(STORIES[lang]), "2019-06-04"), ("copy", copy, "2019-06-05"))

    assert ("original", None) == (found["copy"]["copied_from"], found["original"]["copied_from"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_weekly_table_is_no_copy_of_the_week_before(lang: str) -> None:
    weeks = [(f"week {i}", TABLE[lang].format(*prices), f"2019-06-{3 + 7 * i:02}") for i, prices in enumerate(WEEKS)]

    assert {name for name, *_ in weeks} == {row["story"] for row in _grouped(lang, *weeks).values()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_copy_of_a_weekly_table_belongs_to_its_week(lang: str) -> None:
    weeks = [(f"week {i}", TABLE[lang].format(*prices), f"2019-06-{3 + 7 * i:02}") for i, prices in enumerate(WEEKS)]
    copy = ("copy", _text([weeks[1][1], TAIL[lang]]), "2019-06-11")

    assert "week 1" == _grouped(lang, *weeks, copy)["copy"]["copied_from"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_quoted_sentence_makes_no_edge(lang: str) -> None:
    cites = _text([*HOST[lang][:4], f"«{STORIES[lang][2]}»", *HOST[lang][4:]])
    found = _grouped(lang, ("original", _text(STORIES[lang]), "2019-06-04"), ("cites", cites, "2019-06-05"))

    assert (None, "cites") == (found["cites"]["copied_from"], found["cites"]["story"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_independent_coverage_is_a_story_of_its_own(lang: str) -> None:
    texts = [("original", _text(STORIES[lang]), "2019-06-04"), ("independent", INDEPENDENT[lang], "2019-06-05")]

    assert {"original", "independent"} == {row["story"] for row in _grouped(lang, *texts).values()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_lines_under_other_texts_join_nothing(lang: str) -> None:
    host, story = HOST[lang], STORIES[lang]
    parts = [host[:3], host[3:], story[:2], story[2:4], story[4:]]
    texts = [(f"r{i}", _text([*part, TAIL[lang]]), f"2019-06-{3 + 6 * i:02}") for i, part in enumerate(parts)]

    assert len(texts) == len({row["story"] for row in _grouped(lang, *texts).values()})


@pytest.mark.parametrize(("lang", "other"), list(itertools.permutations(LANGUAGES, 2)))
def test_a_translation_belongs_to_its_original_and_not_to_independent_coverage(lang: str, other: str) -> None:
    given = [
        report("original", _text(STORIES[lang]), "2019-06-04", lang=lang),
        report("independent", INDEPENDENT[lang], "2019-06-05", lang=lang),
        report("translation", _text(STORIES[other]), "2019-06-06", lang=other),
    ]
    found = {row["id"]: row for row in group(given)}

    assert ("original", "translation") == (found["translation"]["copied_from"], found["translation"]["method"])
    assert "independent" == found["independent"]["story"]
