"""The markup of a page before it is parsed: what no page means and would keep every parser busy."""

import re

from transforms.fence import note

# Parsers compare each attribute of a tag with all others: 20,000 take a second, 111,000 half a minute. No tag of the
# benchmark's 1,460 pages has more than 88.
_MAX_ATTRIBUTES = 1000
# Nothing in these is tried twice, so that the time is linear whatever is written.
_ATTRIBUTE = r"""[\s/]++[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]++))?+"""
_TAG = r"<[a-zA-Z][^\s/>]*+"
_ORDINARY = re.compile(
    rf"""
    (?:
        [^<]++                                                            # text, or the end of a tag
        | <(?i:script|style)\b(?:[^<]++|<(?!/(?i:script|style)))*+        # a < in a script opens nothing
        | {_TAG}(?:{_ATTRIBUTE}){{0,{_MAX_ATTRIBUTES}}}+(?!{_ATTRIBUTE})
        | <(?![a-zA-Z])
    )*+
    """,
    re.VERBOSE,
)
_ENDLESS = re.compile(rf"({_TAG}(?:{_ATTRIBUTE}){{{_MAX_ATTRIBUTES}}}+)(?:{_ATTRIBUTE})++")


def bounded(html: str) -> str:
    """The markup without what follows the first thousand attributes of a tag; that it was cut is noted as damage."""
    kept, place = list[str](), 0
    while tag := _ENDLESS.match(html, _end_of_ordinary(html, place)):
        note(f"page: of a tag {_MAX_ATTRIBUTES} attributes are read")
        kept.append(html[place : tag.end(1)])
        place = tag.end()
    return "".join([*kept, html[place:]])


def _end_of_ordinary(html: str, start: int) -> int:
    found = _ORDINARY.match(html, start)
    return found.end() if found else len(html)
