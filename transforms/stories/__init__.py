"""Groups reports into stories: who tells the same thing, and who copied it from whom."""

from collections.abc import Mapping, Sequence
from typing import Any

from transforms.stories.anchors import anchors
from transforms.stories.copies import Copy, copies
from transforms.stories.edges import ORIGIN, copy_edge, translation_edge
from transforms.stories.published import published
from transforms.stories.translations import Telling, Translation, translations
from transforms.stories.words import body, script


def group(reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Story, edge and evidence of each report, in the order given; the answer does not depend on that order.

    In: `id, text, title, published (ISO day, moment or None), source, lang`.
    Out: `id, story, copied_from, method, score, evidence`. `story` is the id of the story's first report. `copied_from`
    is never certainly published later, and None for an origin, as are method and score. `method`: exact, near, excerpt,
    rewrite, update, translation. `score`: shared share, 0 to 1. `evidence`: shared passages {start, end, other_start,
    other_end}, in characters of this text and of the other's. Raises ValueError for a date that is not ISO."""
    rows = sorted(reports, key=lambda r: (published(r["published"]).rank(), r["id"]))
    times = [published(r["published"]) for r in rows]
    texts = [r["text"] or "" for r in rows]
    found = copies([body(text, time) for text, time in zip(texts, times, strict=True)])
    tellings = [Telling(anchors(text), script(text), time) for text, time in zip(texts, times, strict=True)]
    told = translations(tellings, _first_reports(found, {}))
    first = _first_reports(found, told)
    out = {row["id"]: _answer(rows, i, first[i], found[i], told.get(i)) for i, row in enumerate(rows)}
    return [out[r["id"]] for r in reports]


def _answer(
    rows: Sequence[Mapping[str, Any]], i: int, first: int, copy: Copy | None, told: Translation | None
) -> dict[str, Any]:
    edge = ORIGIN
    if copy is not None:
        edge = copy_edge(rows[i], rows[copy.earlier], copy)
    elif told is not None:
        edge = translation_edge(rows[i], rows[told.earlier], told)
    return {"id": rows[i]["id"], "story": rows[first]["id"]} | edge


def _first_reports(found: Sequence[Copy | None], told: Mapping[int, Translation]) -> list[int]:
    """For each report the first one of its story, copies and translations followed."""
    first = list(range(len(found)))

    def root(i: int) -> int:
        while first[i] != i:
            first[i] = first[first[i]]
            i = first[i]
        return i

    for i, copy in enumerate(found):
        for earlier in ([copy.earlier] if copy else []) + ([told[i].earlier] if i in told else []):
            low, high = sorted((root(i), root(earlier)))
            first[high] = low
    return [root(i) for i in range(len(first))]
