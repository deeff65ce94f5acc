"""The text of a page that is drawn by its own scripts: the article lies in a JSON value and nowhere else."""

import html as entities
import json
import re
from collections.abc import Iterator
from typing import Any

from transforms.body import paragraphs
from transforms.characters import tidy, weight
from transforms.document import fragment

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script", re.IGNORECASE | re.DOTALL)
# `window.__STATE__ = {`, `var page = [`, `self.data = JSON.parse("`
_ASSIGNED = re.compile(r"[\w\])]\s*=\s*(?=[\[{])")
_PARSED = re.compile(r"JSON\.parse\(\s*(?=\")")
_MAX_ASSIGNED = 5
_MAX_NODES = 50_000
_MARKUP = re.compile(r"<(?:p|br|div|h\d|li)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?。！？]")
# Less is a summary or a notice.
_MIN_PARAGRAPH, _MIN_TEXT = 60, 300
# What has an address or a headline of its own is another page.
_OTHER_PAGE = frozenset({"url", "href", "link", "slug", "permalink", "headline", "title"})
# Prose that pages carry for every reader: consent, terms, the wording of buttons.
_SERVICE = re.compile(
    r"consent|cookie|privacy|gdpr|polic|legal|terms|i18n|locale|translation|messages|config", re.IGNORECASE
)


def script_paragraphs(html: str) -> list[str]:
    """Paragraphs of the longest prose that one value in the page's scripts holds: a string, or a list of paragraphs;
    empty where none has some sentences. For pages that show no text of their own."""
    best: list[str] = []
    for block in _blocks(html):
        for found in _texts(block):
            best = max(best, found, key=lambda lines: sum(map(weight, lines)))
    return best if sum(map(weight, best)) >= _MIN_TEXT else []


def _blocks(html: str) -> Iterator[Any]:
    """The JSON values in a page's scripts; what is not JSON is left out."""
    decoder = json.JSONDecoder(strict=False)
    for attributes, script in _SCRIPT.findall(html):
        starts = [match.end() for match in _ASSIGNED.finditer(script)][:_MAX_ASSIGNED]
        is_json = "json" in attributes.lower()
        for start in [len(script) - len(script.lstrip())] if is_json else starts:
            if (value := _decoded(decoder, script, start)) is not None:
                yield value
        for match in [] if is_json else list(_PARSED.finditer(script))[:_MAX_ASSIGNED]:
            inner = _decoded(decoder, script, match.end())
            if isinstance(inner, str) and (value := _decoded(decoder, inner, 0)) is not None:
                yield value


def _decoded(decoder: json.JSONDecoder, text: str, start: int) -> Any:
    try:
        return decoder.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _texts(block: Any) -> Iterator[list[str]]:
    """Each string of prose as paragraphs, and each list whose items are the paragraphs."""
    pending, seen = [block], 0
    while pending and seen < _MAX_NODES:
        value, seen = pending.pop(), seen + 1
        if isinstance(value, str):
            yield _prose(value)
        elif isinstance(value, dict):
            pending += [child for key, child in value.items() if not _SERVICE.search(key)]
        elif isinstance(value, list):
            yield [line for item in value for line in _prose(_said(item))]
            pending += value


def _said(item: Any) -> str:
    """The text of one item of a list: itself, or the longest string of a paragraph's record."""
    if isinstance(item, dict) and _OTHER_PAGE.isdisjoint(item):
        return max((value for value in item.values() if isinstance(value, str)), key=len, default="")
    return item if isinstance(item, str) else ""


def _prose(written: str) -> list[str]:
    if weight(written) < _MIN_PARAGRAPH or not _SENTENCE.search(written) or written.lstrip()[:1] in "{[":
        return []
    if _MARKUP.search(written):
        return paragraphs(fragment(written))
    return [line for line in map(tidy, re.split(r"[\r\n]+", entities.unescape(written))) if line]
