"""Reads when something happened, reckoned from the published day of the version, never from the run's day."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from transforms.claims.when import chinese, english, japanese, korean, russian
from transforms.claims.when.calendar import Interval, Rules, When, a_month_on, a_week_on, a_year_on
from transforms.claims.when.spoken import bounded, is_old, is_spoken

__all__ = ["When", "coming", "published_day", "times"]


READERS: dict[str, Callable[[], Rules]] = {
    "en": english.rules,
    "ko": korean.rules,
    "zh": chinese.rules,
    "ja": japanese.rules,
    "ru": russian.rules,
}


def published_day(value: object) -> date | None:
    """The day of an ISO date or moment as it is written (its own zone); a year or month alone gives None, and so
    does anything else."""
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", value) if isinstance(value, str) else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def times(plain: str, lang: str, published: date | None) -> tuple[When, ...]:
    """The times named in one sentence (with straight quotes), in order; the day on which somebody only spoke is left
    out."""
    found: list[When] = []
    for pattern, reader in READERS[lang]() if lang in READERS else ():
        for match in pattern.finditer(plain):
            if not any(match.start() < other.end_at and other.start_at < match.end() for other in found):
                found.append(_when(match, reader(match, published)))
    kept = sorted(
        (when for when in found if not is_spoken(plain, when, lang) or is_old(when, published)),
        key=lambda when: when.start_at,
    )
    return _ranged(plain, kept, lang, published)


def _ranged(plain: str, found: list[When], lang: str, published: date | None) -> tuple[When, ...]:
    """Two times that are the ends of one, "from September to November last year", are read as one; the others each with
    its own bound."""
    read: list[When] = []
    first: When | None = None
    for when in found:
        if first is not None and _is_range(plain, first, when):
            read[-1] = replace(when, start=first.start, start_at=first.start_at, bare=None)
            first = None
        else:
            read.append(bounded(plain, when, lang, published))
            first = when
    return tuple(read)


def _is_range(plain: str, first: When, last: When) -> bool:
    if first.start is None or last.end is None or first.start > last.end:
        return False
    between = plain[first.end_at : last.start_at]
    if re.fullmatch(r"부터 ?|에서 ?", between):
        return plain.startswith("까지", last.end_at)
    if re.fullmatch(r"[至到]", between):
        return True
    # The wording of a bare month begins with its preposition.
    is_opened = re.search(r"\b(?:from|between) (?:the )?$", plain[: first.start_at]) or plain.startswith(
        "from ", first.start_at
    )
    return bool(is_opened and re.fullmatch(r",? (?:to|until|through|and|-)(?: the)? ", between))


AHEAD = {"month": a_year_on, "weekday": a_week_on, "day": a_month_on}


def coming(when: When, published: date | None) -> When:
    """A month, weekday or day without its year, week or month, of a thing to come, is the next one: "will leave in
    August", said in December."""
    if published is None or when.bare is None or when.end is None or when.end >= published:
        return when
    ahead = AHEAD[when.bare]
    return replace(when, start=when.start and ahead(when.start), end=ahead(when.end))




def _when(match: re.Match[str], interval: Interval) -> When:
    start, end, basis = interval
    bare = basis if basis in AHEAD else None
    is_in_doubt = basis == "either"
    basis = "relative" if bare else "stated" if is_in_doubt else basis
    return When(start, end, basis, match.start(), match.end(), bare, is_in_doubt)
