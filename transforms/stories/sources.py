"""Which bodies a text names as its source - a paper, an agency, an office, an NGO - and whose own words it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms import vocab

# How far the word of citing may stand from the name, in characters and within one sentence: "according to the
# newspaper X", "X, which has its seat in the south, said".
BEFORE_CHARACTERS, AFTER_CHARACTERS = 30, 60
_SENTENCE_END = re.compile(r"[。！？\n]|(?<=[a-zа-яё가-힣]{3})[.!?][\"'”’»)]*\s")  # not that of U.S. or Ltd.
_LINK = re.compile(r"(?:https?://|www\.)[\w.-]+")
_BRACKETED = re.compile(r"[(（]([^)）]*)[)）]")
HEAD_CHARACTERS = 200
_BOUND = {"en": "[A-Za-z]", "ru": "[А-Яа-яЁё]"}


@dataclass(frozen=True)
class Span:
    """`text[start:end]`, in characters."""

    start: int
    end: int


def sources_cited(text: str, source: str = "") -> dict[str, Span]:
    """Key of each body that `text` cites (vocab/named_sources.csv), and where it first does: the name with the words
    of citing or of an act, or a link. What the name of its outlet, `source`, has in brackets stands at 0 to 0."""
    out: dict[str, Span] = {}
    for key, start, end in sorted(_named(text), key=lambda found: found[1]):
        if key not in out and (citation := _citation(text, start, end)):
            out[key] = citation
    for link in _LINK.finditer(text):
        for key in own_sources(link.group()):
            out.setdefault(key, Span(*link.span()))
    for key in sorted(_keys(" ".join(_BRACKETED.findall(source)))):
        out.setdefault(key, Span(0, 0))
    return out


def credited_sources(text: str) -> frozenset[str]:
    """Keys of the agencies whose mark stands in brackets at the head of `text`, or of the paper: it is their own."""
    return frozenset(key for key, start, end in _named(text[:HEAD_CHARACTERS]) if _is_credit(text, start, end))


def source_names(text: str) -> list[tuple[int, int]]:
    """Where any body of the list is named, cited or not."""
    return [(start, end) for _, start, end in _named(text)]


@lru_cache(maxsize=8192)  # the hosts of all links of all texts are asked for
def own_sources(source: str) -> frozenset[str]:
    """Keys of the bodies that a report's `source`, its key, name or address, stands for; mostly one or none. What it
    has in brackets is whom it took the report from."""
    return _keys(_BRACKETED.sub(" ", source))


def _keys(source: str) -> frozenset[str]:
    words = f" {' '.join(re.findall('[a-z0-9]+', source.casefold()))} "
    latin = {key for form, key in _own_forms() if f" {form} " in words}
    return frozenset(latin | {key for key, *_ in _named(source)})


def _is_credit(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in tuple("([（") and text[end : end + 1] in tuple(")]）")


def _citation(text: str, start: int, end: int) -> Span | None:
    before, after = _cues()
    first = max(0, start - BEFORE_CHARACTERS)
    first = max((m.end() for m in _SENTENCE_END.finditer(text, first, start)), default=first)
    if found := list(before.finditer(text, first, start)):
        return Span(found[-1].start(), end)
    stop = _SENTENCE_END.search(text, end, end + AFTER_CHARACTERS)
    cue = after.search(text, end, stop.start() if stop else end + AFTER_CHARACTERS)
    return Span(start, cue.end()) if cue else None


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a cited name, and what after it, in any of the languages: the letters tell which."""
    parts: dict[str, list[str]] = {"before": [], "after": []}
    for row in vocab.rows("citing"):
        bound = _BOUND.get(row["lang"])
        pattern = row["pattern"]
        parts[row["side"]].append(f"(?<!{bound}){pattern}(?!{bound})" if bound else pattern)
    before, after = (re.compile("|".join(parts[side]), re.IGNORECASE) for side in ("before", "after"))
    return before, after


def _named(text: str) -> Iterator[tuple[str, int, int]]:
    """(key, start, end) of each name, the longest at its place."""
    forms, end = _forms(), 0
    for start in _starts().finditer(text):
        at = start.start()
        found = next((f for f in forms.get(text[at : at + 2], ()) if _stands(text, at, f[0])), None)
        if found and at >= end:
            end = at + len(found[0])
            yield found[1], at, end
    yield from _named_in_russian(text)


def _stands(text: str, at: int, form: str) -> bool:
    """Whether `form` stands at `at`, and where its script parts words by spaces, ends there."""
    behind = text[at + len(form) : at + len(form) + 1]
    return text.startswith(form, at) and not (form[-1].isascii() and behind.isascii() and behind.isalnum())


@cache
def _forms() -> Mapping[str, list[tuple[str, str]]]:
    """First two letters -> (name, key), longest name first; of all languages but Russian."""
    out: dict[str, list[tuple[str, str]]] = {}
    for row in vocab.rows("named_sources"):
        if row["lang"] not in ("own", "ru"):
            out.setdefault(row["form"][:2], []).append((row["form"], row["key"]))
    return {start: sorted(set(names), key=lambda n: (-len(n[0]), n)) for start, names in out.items()}


@cache
def _starts() -> re.Pattern[str]:
    """Where a name may begin: far fewer places of a text than all."""

    def letters(at: int, is_ascii: bool) -> str:
        return "".join(sorted({re.escape(start[at]) for start in _forms() if start.isascii() == is_ascii}))

    latin, other = (f"[{letters(0, is_ascii)}](?=[{letters(1, is_ascii)}])" for is_ascii in (True, False))
    return re.compile(f"(?<![A-Za-z0-9]){latin}|{other}")


_RUSSIAN_WORD = re.compile(r"(?<![А-Яа-яЁё])[А-Яа-яЁё]")


def _named_in_russian(text: str) -> Iterator[tuple[str, int, int]]:
    forms = _russian_forms()
    for word in _RUSSIAN_WORD.finditer(text):
        for pattern, key in forms.get(word.group(), ()):
            if found := pattern.match(text, word.start()):
                yield key, *found.span()
                break


@cache
def _russian_forms() -> Mapping[str, list[tuple[re.Pattern[str], str]]]:
    """First letter -> (pattern of the case forms, key), the longest pattern first."""
    out: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for row in sorted(vocab.of("named_sources", "ru"), key=lambda row: -len(row["form"])):
        letters = row["form"][1:3] if row["form"].startswith("[") else row["form"][0]
        for letter in letters:
            out.setdefault(letter, []).append((re.compile(row["form"] + "(?![А-Яа-яЁё])"), row["key"]))
    return out


@cache
def _own_forms() -> tuple[tuple[str, str], ...]:
    """(words of a key, a Latin name or an address, key)."""
    rows = (row for row in vocab.rows("named_sources") if row["lang"] in ("own", "en"))
    found = ((" ".join(re.findall("[a-z0-9]+", row["form"].casefold())), row["key"]) for row in rows)
    return tuple((form, key) for form, key in found if form)
