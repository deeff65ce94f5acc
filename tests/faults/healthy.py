"""A thousand good nights: twenty-five simulated sources over forty days, with all that varies and is no fault:
weekends, holidays, topics, bursts, budget cuts, 304s, pages that vanish, a time-out here and there, texts without a
date, teasers, films. Pure; the seed decides."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from random import Random
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from scrapers import health

SEOUL = ZoneInfo("Asia/Seoul")
SEED = 20191203
# `make faults` counts on these: no band of health.py was set while looking at them.
SEEDS = tuple(range(90_001, 90_021))
SOURCES, NIGHTS = 25, 40
FIRST_DAY = date(2020, 1, 10)
HOLIDAYS = {date(2020, 1, day) for day in (24, 25, 26, 27)}
BUDGET, CUT_BUDGET = 150, 20
YOUNG_DAYS = 3
LEAN, SILENCE = 0.6, 9.0
STRAYING = ("teasers", "rejects", "short", "dateless", "on_topic", "foreign")


@dataclass(frozen=True)
class Habits:
    """How a source publishes. Shares are those of its reports; a day's own share strays from them."""

    key: str
    daily: float
    weekend: float
    window: int
    is_by_day: bool
    undated: float
    untitled: float
    teasers: float
    rejects: float
    short: float
    characters: int
    dateless: float
    disagreeing: float
    elsewhere: float
    changed: float
    on_topic: float
    foreign: float
    redated: float

    @property
    def quiet_days(self) -> int:
        """As a person declares it who has watched the source through a holiday: longer silences are no chance."""
        days, awaited = 0, 0.0
        while awaited < SILENCE:
            day = min(HOLIDAYS) + timedelta(days=days)
            awaited += LEAN * self.mean(day)
            days += 1
        return max(3, days)

    def mean(self, day: date) -> float:
        """Reports to be expected on a day."""
        return self.daily * (self.weekend if day.weekday() >= 5 else 1.0) * (0.1 if day in HOLIDAYS else 1.0)

    @property
    def min_items(self) -> int:
        return 1 if self.is_by_day else int(0.8 * self.window)


@dataclass(frozen=True)
class Report:
    """One report, and what its page would read as."""

    number: int
    published: datetime
    kind: str
    characters: int
    has_listed_date: bool
    has_title: bool
    has_date: bool
    is_disagreeing: bool
    is_elsewhere: bool
    is_repeated: bool
    is_on_topic: bool
    is_foreign: bool


@dataclass
class Held:
    """What the crawl of one source has brought so far."""

    first_day: dict[int, date] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    newest: str | None = None
    listed: tuple[int, ...] = ()
    own: frozenset[int] = frozenset()


def source_habits(place: int, random: Random) -> Habits:
    """Sources of every size: from one report a week to sixty a day, windows of 10 to 300."""
    daily = 0.15 * 400 ** (place / (SOURCES - 1))
    is_by_day = place % 8 == 5 and daily > 2
    return Habits(
        key=f"source_{place}",
        daily=daily,
        weekend=random.choice([0.05, 0.2, 0.5, 1.0]),
        window=max(random.choice([10, 20, 25, 30, 50, 100, 300]), min(300, ceil(2 * daily))),
        is_by_day=is_by_day,
        undated=random.choice([0.0, 0.0, 0.0, 0.05, 0.3, 1.0]),
        untitled=random.choice([0.0, 0.0, 0.02]),
        teasers=random.choice([0.0, 0.0, 0.05, 0.2, 0.5, 0.95]),
        rejects=random.choice([0.0, 0.02, 0.05, 0.15, 0.3]),
        short=random.choice([0.0, 0.1, 0.3]),
        characters=random.choice([400, 900, 1800, 3500]),
        dateless=random.choice([0.0, 0.0, 0.03, 0.2, 0.6]),
        disagreeing=random.choice([0.0, 0.02, 0.1, 0.3]),
        elsewhere=random.choice([0.0, 0.0, 0.05, 0.4]),
        changed=random.choice([0.0, 0.02, 0.1]),
        on_topic=random.choice([1.0, 1.0, 1.0, 0.5, 0.1, 0.02]),
        foreign=random.choice([0.0, 0.0, 0.0, 0.03, 0.3]),
        redated=random.choice([0.0, 0.0, 0.0, 0.03, 0.3, 0.9]),
    )


def play(seed: int = SEED) -> Iterator[tuple[str, dict[str, Any], health.Verdict]]:
    """Each night of each source: the source's key, the run record, and the graver of the verdicts before and after
    cleaning."""
    random = Random(seed)
    for place in range(SOURCES):
        habits = source_habits(place, random)
        published = list(_published(habits, random))
        held = Held()
        history: list[dict[str, Any]] = []
        for night in range(NIGHTS):
            day = FIRST_DAY + timedelta(days=night)
            record, found, whole, yields = _judged(habits, published, held, day, history, random)
            yield habits.key, record, found
            figures = {"day": record["day"], "verdict": whole.word, "figures": record["figures"], "yields": yields}
            history.insert(0, figures)


def _judged(
    habits: Habits,
    published: Sequence[Report],
    held: Held,
    day: date,
    history: Sequence[Mapping[str, Any]],
    random: Random,
) -> tuple[dict[str, Any], health.Verdict, health.Verdict, dict[str, int]]:
    """A night and its verdict; a crawl that ends with 75 is tried once more, as the nightly run does."""
    for _ in range(2):
        record, yields = _night(habits, published, held, day, random)
        early, whole = (health.verdict(record, counts, history) for counts in (None, yields))
        if health.EXIT_CODES[early.word] != 75:
            break
    return record, early if health.is_red(early.word) else whole, whole, yields


def false_alarms(seed: int = SEED) -> list[str]:
    """A line on each good night that was called red."""
    return [
        f"{key} {record['day']} {found.word}: {found.reason}"
        for key, record, found in play(seed)
        if health.is_red(found.word)
    ]


# --- what the outlet publishes -------------------------------------------------------------------------------------


def _published(habits: Habits, random: Random) -> Iterator[Report]:
    """All reports of a year back and of the nights, oldest first."""
    number = 0
    back = ceil(1.3 * habits.window / habits.daily / max(habits.weekend, 0.7)) + 10
    for ahead in range(-back, NIGHTS):
        day = FIRST_DAY + timedelta(days=ahead)
        strays = {name: _stray(getattr(habits, name), random) for name in STRAYING}
        for moment in sorted(_moments(habits, day, random)):
            yield _report(habits, number, moment, strays, random)
            number += 1


def _stray(share: float, random: Random) -> float:
    """A day's own share: some days are all films, some have none."""
    return random.betavariate(12 * share, 12 * (1 - share)) if 0 < share < 1 else share


def _moments(habits: Habits, day: date, random: Random) -> list[datetime]:
    mean = habits.mean(day) * (random.choice([3, 4, 6]) if random.random() < 0.02 else random.uniform(LEAN, 1.5))
    midnight = datetime.combine(day, time(0), SEOUL)
    return [midnight + timedelta(minutes=random.randint(7 * 60, 22 * 60)) for _ in range(_poisson(mean, random))]


def _poisson(mean: float, random: Random) -> int:
    count, passed = 0, random.expovariate(1.0)
    while passed < mean:
        count, passed = count + 1, passed + random.expovariate(1.0)
    return count


def _report(habits: Habits, number: int, moment: datetime, strays: Mapping[str, float], random: Random) -> Report:
    lot = random.random()
    kind = "reject" if lot < strays["rejects"] else "article"
    if kind == "article" and random.random() < strays["teasers"]:
        kind = "teaser"
    if kind == "reject" and random.random() < 0.3:
        kind = "document"
    usual = 250 if kind == "teaser" or random.random() < strays["short"] else habits.characters
    return Report(
        number=number,
        published=moment,
        kind=kind,
        characters=max(60, int(random.lognormvariate(0, 0.6) * usual)),
        has_listed_date=random.random() >= habits.undated,
        has_title=random.random() >= habits.untitled,
        has_date=random.random() >= strays["dateless"],
        is_disagreeing=random.random() < habits.disagreeing,
        is_elsewhere=random.random() < habits.elsewhere,
        is_repeated=random.random() < 0.01,
        is_on_topic=random.random() < strays["on_topic"],
        is_foreign=random.random() < strays["foreign"],
    )


# --- what the crawl makes of it ------------------------------------------------------------------------------------


def _night(
    habits: Habits, published: Sequence[Report], held: Held, day: date, random: Random
) -> tuple[dict[str, Any], dict[str, int]]:
    """The run record of one night and the yields of its pages; `held` goes on to the next night."""
    start = datetime.combine(day, time(3), SEOUL)
    seen = [report for report in published if report.published < start]
    if habits.is_by_day:
        listed = [report for report in seen if report.published >= start - timedelta(days=2)][::-1]
    else:
        listed = seen[-habits.window :][::-1]
    is_unchanged = tuple(report.number for report in listed) == held.listed and random.random() < 0.7
    wanted = [report for report in listed if report.number not in held.gone and _is_wanted(report, held, day)]
    wanted = [report for report in wanted if report.is_on_topic]
    budget = CUT_BUDGET if random.random() < 0.05 else BUDGET
    asked = wanted[:budget]
    outcomes = {report.number: _outcome(habits, report, held, random) for report in asked}
    for report in random.sample(asked, min(len(asked), random.choice([1, 2]))) if random.random() < 0.02 else []:
        outcomes[report.number] = "timeout"
    record = _record(habits, listed, outcomes, held, day)
    record["figures"]["left"] = len(wanted) - len(asked)
    record["listing"]["is_not_modified"] = is_unchanged
    record["figures"] |= _listed_before(habits, listed, held, random)
    came = [report for report in asked if outcomes[report.number] in ("new", "changed", "same")]
    held.first_day.update({report.number: held.first_day.get(report.number, day) for report in came})
    held.gone |= {number for number, outcome in outcomes.items() if outcome == "gone"}
    held.listed = tuple(report.number for report in listed)
    held.own = frozenset(report.number for report in listed if report.is_on_topic)
    held.newest = record["newest_item_at"] or held.newest
    return record, _yields(came)


def _listed_before(habits: Habits, listed: Sequence[Report], held: Held, random: Random) -> dict[str, int]:
    """What of the listing was there the night before. An outlet that works on a report again may date it anew."""
    own = [report for report in listed if report.is_on_topic]
    dated = [report for report in own if report.has_listed_date]
    both = [report for report in dated if report.number in held.own]
    share = _stray(habits.redated, random)
    counts = {"dated_again": len(both), "redated": sum(random.random() < share for _ in both)}
    if held.own and held.newest:
        counts["listed_again"] = sum(report.number in held.own for report in own)
        counts["reaching_back"] = sum(report.published.astimezone(UTC).isoformat() < held.newest for report in dated)
    return counts


def _is_wanted(report: Report, held: Held, day: date) -> bool:
    first = held.first_day.get(report.number)
    return first is None or (day - first).days <= YOUNG_DAYS


def _outcome(habits: Habits, report: Report, held: Held, random: Random) -> str:
    is_known, lot = report.number in held.first_day, random.random()
    if lot < 0.003:
        return "timeout"
    if lot < 0.006:
        return "gone" if is_known else "http_404"
    if not is_known:
        return "new"
    return "changed" if random.random() < habits.changed else "same"


def _record(
    habits: Habits, listed: Sequence[Report], outcomes: Mapping[int, str], held: Held, day: date
) -> dict[str, Any]:
    url = f"http://{habits.key}.example/feed"
    dates = sorted(report.published.astimezone(UTC).isoformat() for report in listed if report.has_listed_date)
    own = [report for report in listed if report.is_on_topic]
    said = list(outcomes.values())
    failures = [
        {"url": f"{url}/{number}", "role": "report", "kind": kind, "detail": kind}
        for number, kind in outcomes.items()
        if kind in ("timeout", "http_404")
    ]
    new, changed, same = (said.count(name) for name in ("new", "changed", "same"))
    gap = None
    if held.newest and dates and dates[0] > held.newest:
        gap = {"from": held.newest, "to": dates[0], "is_mended": not habits.is_by_day}
    return {
        "source": habits.key,
        "day": day.isoformat(),
        "task": "nightly",
        "finish_reason": "finished",
        "figures": {
            "listed": len(own),
            "listed_all": len(listed),
            "off_topic": len(listed) - len(own),
            "dated": sum(report.has_listed_date for report in own),
            "new": new,
            "changed": changed,
            "fetched": new + changed,
            "not_modified": same,
            "failed": len(failures),
            "gone": said.count("gone"),
            "unread": 0,
            "parts": 0,
        },
        "newest_item_at": dates[-1] if dates else None,
        "oldest_item_at": dates[0] if dates else None,
        "quiet_days": habits.quiet_days,
        "min_items": habits.min_items,
        "empty_is_normal": habits.is_by_day,
        "gap": gap,
        "gap_is_normal": habits.is_by_day,
        "muted": None,
        "listing": {"url": url, "status": 200, "kind": None, "is_not_modified": False, "failure": None},
        "listed": [_listed(habits, report) for report in own],
        "pages": [
            {"role": "report", "url_key": f"{habits.key}/{number}", "why": "new"}
            for number, outcome in outcomes.items()
            if outcome == "new"
        ],
        "failures": failures,
        "bugs": [],
    }


def _listed(habits: Habits, report: Report) -> dict[str, Any]:
    published = report.published.astimezone(UTC).isoformat() if report.has_listed_date else None
    key = f"{habits.key}/{report.number}"
    return {"url": f"http://{habits.key}.example/{report.number}", "url_key": key, "published": published}


def _yields(came: Sequence[Report]) -> dict[str, int]:
    texts = [report for report in came if report.kind in ("article", "teaser")]
    compared = texts[:10]
    return {
        "pages": len(came),
        "texts": len(texts),
        "titled": sum(report.has_title for report in texts),
        "dated": sum(report.has_date for report in texts),
        "teasers": sum(report.kind == "teaser" for report in texts),
        "rejects": len(came) - len(texts),
        "blocked": 0,
        "empty": sum(report.kind == "reject" for report in came),
        "documents": sum(report.kind == "document" for report in came),
        "repeated": sum(report.is_repeated for report in texts),
        "compared": len(compared),
        "disagreeing": sum(report.is_disagreeing for report in compared),
        "seconded": len(texts[:5]),
        "opposed": sum(report.is_disagreeing for report in texts[:5]),
        "elsewhere": sum(report.is_elsewhere for report in texts),
        "foreign": sum(report.is_foreign for report in texts),
        "median_characters": round(median(report.characters for report in texts)) if texts else 0,
        "new_versions": sum(report.kind != "reject" for report in came),
    }
