"""Verdicts: how a source's night went, from what was written down about it. Pure; it knows no day but the run's."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import comb, log
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

GREEN = ("ok", "not_modified", "quiet")
EXIT_CODES = {
    **{"ok": 0, "not_modified": 0, "quiet": 0, "unreachable": 75},
    **{"blocked": 65, "empty_listing": 65, "drift": 65, "stale": 65, "errors": 65},
}

# What heals by itself: the same request may be answered an hour later.
_HEALING = {"timeout", "dns", "tls", "refused", "connection", "truncated", "robots_unreachable", "busy", "wait"}
_HEALING |= {f"http_{status}" for status in (408, 425, 429, *range(500, 600))}
_BLOCKING = {"block", "consent", "login", "suspended", "robots", "http_401", "http_403", "http_451"}

# A night in which more than a fifth of what was asked for failed is not a good night with a few losses.
FAILED_SHARE = 0.2

# Bands against former nights. They were set together, on the faults and the 1,000 healthy nights of tests/faults, and
# are changed together: every fault must be seen the same night, and healthy nights must not be.
HISTORY_NIGHTS_MIN = 5
TEXTS_MIN = 3
SHARE_STEP = 0.6
CHANCE_MAX = 0.00025
CROWD_FACTOR, CROWD_USUAL_MIN = 5, 10
LENGTH_TEXTS_MIN, LENGTH_FACTOR, LENGTH_SIGMAS = 5, 4.0, 6.0
# A week of notices is short and no fault; that texts grow is no chance, but where teasers are usual.
SHORTER_NIGHTS_MIN, TEASERS_SHARE = 20, 0.15
# Where a second reader misses most of its text in ours, ours is wrong only if its length is also beyond all former ones
# by so much: docs/decisions/016.
OPPOSED_LENGTH_FACTOR = 1.5
# One page without a text may be a film; two may be, but not where so many texts came and never such a page.
PROVEN_TEXTS = 30
# So many pages over former nights, and never a text: few of tonight are enough.
UNREAD_MAX = 10
# Without former nights only what can be no report at all is told: most texts of a night are one and the same.
REPEATED_SHARE = 0.8
FUTURE_DAYS, FUTURE_SHARE = 2, 0.2
READDRESSED_MIN, READDRESSED_SHARE = 5, 0.8
REPLACED_MIN = 3


@dataclass(frozen=True)
class Verdict:
    """The night's word, one line that says why, and the counts it rests on."""

    word: str
    reason: str
    figures: Mapping[str, Any]


def is_red(word: str) -> bool:
    """Whether a verdict makes the night red. Raises KeyError for a word that is no verdict."""
    return EXIT_CODES[word] != 0


def reddens(word: str, muted_until: date | str | None, day: date | str) -> bool:
    """Whether a source's verdict makes the night of `day` red: as `is_red`, but never until the day, included, to which
    the source is muted. Raises KeyError for a word that is no verdict."""
    is_muted = muted_until is not None and str(day) <= str(muted_until)
    return is_red(word) and not is_muted


def verdict(
    run_record: Mapping[str, Any], yields: Mapping[str, Any] | None, history: Sequence[Mapping[str, Any]]
) -> Verdict:
    """The verdict of a source's night. `yields` are what cleaning made of its report pages, as counted by
    `pipeline.yields.yields_of`; None before cleaning. `history`: former nights, newest first, with `day, verdict,
    figures` and, once cleaned, `yields`. Staleness counts from the run record's day."""
    night = _Night(run_record, yields, history)
    figures = {**night.figures, **(yields or {})}
    word, reason = next((found for judge in _judges(night) if (found := judge(night))), ("ok", _good(night)))
    return Verdict(word, " ".join("; ".join([reason, *_notes(night, word)]).split()), figures)


@dataclass(frozen=True)
class _Night:
    """The night that is judged, and the former ones. What an older record does not hold counts as zero or none."""

    record: Mapping[str, Any]
    yields: Mapping[str, Any] | None
    history: Sequence[Mapping[str, Any]]

    @property
    def figures(self) -> Mapping[str, Any]:
        return self.record.get("figures") or {}

    @property
    def listing(self) -> Mapping[str, Any]:
        return self.record.get("listing") or {}

    @property
    def day(self) -> date:
        return date.fromisoformat(self.record["day"])

    @property
    def has_listing(self) -> bool:
        """Whether this run had to read the listing: looking again and going back have none that can be too short."""
        return self.record.get("task", "nightly") in ("nightly", "probe")

    @property
    def listed_count(self) -> int:
        """Items of the listing before any filter."""
        return int(self.figures.get("listed_all", self.count("listed")))

    def count(self, name: str) -> int:
        return int(self.figures.get(name) or 0)

    def yielded(self, name: str) -> int:
        return int(_readings({"yields": self.yields}).get(name) or 0)

    def former(self, *names: str) -> list[tuple[float, ...]]:
        """These figures of the listing of each former good night that has all of them, newest first."""
        return _columns([night.get("figures") or {} for night in self._good], names)

    def former_yields(self, *names: str) -> list[tuple[float, ...]]:
        """These yields of each former good night that has all of them, newest first."""
        return _columns([_readings(night) for night in self._good], names)

    @property
    def _good(self) -> list[Mapping[str, Any]]:
        return [night for night in self.history if night.get("verdict") in GREEN]


def _columns(nights: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[tuple[float, ...]]:
    has_all = [night for night in nights if all(isinstance(night.get(name), int | float) for name in names)]
    return [tuple(night[name] for name in names) for night in has_all]


def _readings(night: Mapping[str, Any]) -> dict[str, Any]:
    """A night's yields. `readable`: its pages but for those that are kept and not read yet, as a PDF is."""
    yields = night.get("yields") or {}
    return {**yields, "readable": (yields.get("pages") or 0) - (yields.get("documents") or 0)} if yields else {}


Found = tuple[str, str] | None


def _judges(night: _Night) -> list[Callable[[_Night], Found]]:
    """What is asked of a night, the gravest first."""
    first = [_bug, _transport]
    listing = [_another_page, _too_few, _too_many, _future, _undated, _stale]
    listing += [_textless_listing, _off_topic, _readdressed, _replaced, _redated]
    listing = listing if night.has_listing else [_out_of_reach]
    return [*first, *listing, _failures, _refused, *_READINGS, _gap, _silence]


def _bug(night: _Night) -> Found:
    bugs = night.record.get("bugs")
    return ("errors", f"our own bug: {bugs[0]}") if bugs else None


def _transport(night: _Night) -> Found:
    """The listing was not delivered at all."""
    failure, finish = night.listing.get("failure"), night.record.get("finish_reason", "finished")
    if not failure and finish != "finished":
        return "unreachable", f"the crawl was stopped before its end ({finish})"
    if not failure:
        return None
    return _word_of(failure["kind"]), f"listing {failure['url']}: {_said(failure)}"


def _word_of(kind: str) -> str:
    if kind in _HEALING:
        return "unreachable"
    return "blocked" if kind in _BLOCKING else "errors"


_SAID = {
    "too_large": "the body is larger than is taken",
    "truncated": "the connection was lost before the body's end",
    "connection": "the connection was lost",
    "timeout": "no whole answer in time",
}


def _said(failure: Mapping[str, Any]) -> str:
    """What a failure says of itself; where that is the bare name of an exception, what its kind means."""
    detail = str(failure["detail"]).strip()
    return _SAID.get(failure["kind"], detail) if detail.rstrip(":").isidentifier() or not detail else detail


# --- the listing ---------------------------------------------------------------------------------------------------


def _another_page(night: _Night) -> Found:
    if not night.listing.get("is_html_for_xml"):
        return None
    return "drift", f"listing {night.listing.get('url')} answers with HTML where XML or JSON was expected"


def _too_few(night: _Night) -> Found:
    """The listing came, with too little in it."""
    count, expected, url = night.listed_count, night.record.get("min_items") or 1, night.listing.get("url")
    if count >= expected:
        return None
    if count == 0 and night.record.get("empty_is_normal"):
        # Reports that were asked again and refused are told even where there is nothing new.
        return _failures(night) or _refused(night) or ("quiet", f"listing {url} holds no items, which is usual here")
    if count == 0:
        return "empty_listing", f"listing {url} answers with no items, at least {expected} expected"
    return "drift", f"listing {url} holds {count} items, at least {expected} expected"


def _too_many(night: _Night) -> Found:
    """The listing holds many times what it ever held, or more than is read of one."""
    count, url, unread = night.listed_count, night.listing.get("url"), night.count("unread")
    if unread:
        return "drift", f"listing {url} holds {unread} items more than are read of one page"
    former = _column(night, "listed_all") or _column(night, "listed")
    usual = median(former) if len(former) >= HISTORY_NIGHTS_MIN else 0
    if not usual or count <= max(CROWD_FACTOR * max(usual, CROWD_USUAL_MIN), 2 * max(former)):
        return None
    return "drift", f"listing {url} holds {count} items, {count / usual:.0f}x the usual {usual:.0f}"


def _column(night: _Night, name: str) -> list[float]:
    return [value for (value,) in night.former(name)]


def _future(night: _Night) -> Found:
    """Dates that lie ahead: the listing's dates mean something else now, and would hide that nothing new comes."""
    stated = _stated_days(night)
    ahead = [day for day in stated if day > night.day + timedelta(days=FUTURE_DAYS)]
    if len(ahead) <= FUTURE_SHARE * len(stated):
        return None
    told = f"{len(ahead)} of {len(stated)} dated items are of the future, the newest of {max(ahead).isoformat()}"
    return "drift", f"listing {night.listing.get('url')}: {told}"


def _stated_days(night: _Night) -> list[date]:
    """The days, in Seoul, of the items that the listing dates."""
    listed = [item.get("published") for item in night.record.get("listed") or ()]
    stated = [moment for moment in listed if moment] or [night.record.get("newest_item_at")]
    return [seoul_day(moment) for moment in stated if moment]


def seoul_day(moment: str) -> date:
    """The day of an ISO moment, as DESIGN.md counts days."""
    return datetime.fromisoformat(moment).astimezone(ZoneInfo("Asia/Seoul")).date()


def _undated(night: _Night) -> Found:
    """The listing's dates cannot be read any more."""
    listed = night.count("listed")
    if "dated" not in night.figures or night.listing.get("is_not_modified"):
        return None
    missing = listed - night.count("dated")
    usual = _usual_share([(whole - dated, whole) for dated, whole in night.former("dated", "listed")])
    if not _is_jump(missing, listed, usual):
        return None
    told = f"{missing} of {listed} items have no date that can be read{_compared(usual)}"
    return "drift", f"listing {night.listing.get('url')}: {told}"


def _stale(night: _Night) -> Found:
    """The newest thing is older than what is usual; without dates, the last night that brought something counts."""
    quiet_days = night.record.get("quiet_days")
    last, what = _newest_day(night), "newest item is of"
    if not any(night.count(name) for name in ("new", "left", "off_topic")):
        # Dates that move along with the clock hide that nothing comes.
        came = _last_day_with_news(night.history)
        if came is not None and (last is None or came < last):
            last, what = came, "the last new report came on"
    if last is None or quiet_days is None or (night.day - last).days <= quiet_days:
        return None
    return "stale", f"{what} {last.isoformat()}, {(night.day - last).days} days ago; {quiet_days} are usual"


def _newest_day(night: _Night) -> date | None:
    """The day of the newest item of any topic; where that is announced ahead, of the newest one listed that is not."""
    stated, limit = night.record.get("newest_item_at"), night.day + timedelta(days=FUTURE_DAYS)
    if not stated or seoul_day(stated) <= limit:
        return seoul_day(stated) if stated else None
    return max((day for day in _stated_days(night) if day <= limit), default=None)


def _last_day_with_news(history: Sequence[Mapping[str, Any]]) -> date | None:
    with_news = [night["day"] for night in history if (night.get("figures") or {}).get("new")]
    return max((date.fromisoformat(str(day)) for day in with_news), default=None)


def _textless_listing(night: _Night) -> Found:
    """A listing that carried its reports' texts names them and carries none."""
    former = _column(night, "parts")
    is_usual = len(former) >= HISTORY_NIGHTS_MIN and median(former) > 0
    if not is_usual or night.count("parts") or night.listing.get("is_not_modified"):
        return None
    held = [item for item in night.record.get("listed") or () if item.get("part")]
    listed = night.count("listed")
    if held or not listed:
        return None
    return "drift", f"listing {night.listing.get('url')} names {listed} reports and carries no text of them"


def _off_topic(night: _Night) -> Found:
    """The listing is about other things now: another section, another owner."""
    other, own = night.count("off_topic"), night.count("listed")
    usual = _usual_share([(off, off + listed) for off, listed in night.former("off_topic", "listed")])
    if not _is_jump(other, other + own, usual):
        return None
    told = f"{other} of {other + own} items are off topic{_compared(usual)}"
    return "drift", f"listing {night.listing.get('url')}: {told}"


def _readdressed(night: _Night) -> Found:
    """Reports that the last good night saw come as new ones, under other addresses."""
    good = next((former for former in night.history if former.get("verdict") in GREEN), None)
    if good is None or (good.get("figures") or {}).get("left"):
        return None
    before = date.fromisoformat(str(good["day"])) - timedelta(days=1)
    came = [*(night.record.get("pages") or ()), *(night.record.get("parts") or ())]
    new = {each.get("url_key") for each in came if each.get("why") == "new"}
    dated = [item for item in night.record.get("listed") or () if item.get("published")]
    seen = [item for item in dated if seoul_day(item["published"]) < before]
    anew = [item for item in seen if item.get("url_key") in new]
    if len(anew) < READDRESSED_MIN or len(anew) < READDRESSED_SHARE * len(seen):
        return None
    told = f"{len(anew)} of {len(seen)} reports from before {before.isoformat()} come as new, as {anew[0]['url']}"
    return "drift", f"listing {night.listing.get('url')}: {told}: their addresses have changed"


def _out_of_reach(night: _Night) -> Found:
    """Days were asked for, and the only road to back numbers is a listing of one page that ends before them."""
    since = night.record.get("since")
    road: Mapping[str, Any] = next(iter(night.record.get("roads") or ()), {})
    if since is None or not road.get("is_one_page"):
        return None
    reached = seoul_day(road["reached_at"]) if road.get("reached_at") else None
    if reached is None:
        return "errors", f"{road['url']} states no dates and leads no further: no road of this source leads to {since}"
    if reached.isoformat() <= since:
        return None
    told = f"{road['url']} reaches back to {reached} and leads no further"
    return "errors", f"{told}: no road of this source leads to {since}"


def _replaced(night: _Night) -> Found:
    """The listing is another's: it holds nothing of the last good night, as it always did, and it reaches back before
    that night or has another title. A domain that was sold keeps the address of its feed."""
    again = _column(night, "listed_again")
    is_usual = len(again) >= HISTORY_NIGHTS_MIN and min(again) > 0
    if not is_usual or night.figures.get("listed_again") != 0 or not night.count("listed"):
        return None
    reaching, renamed = night.count("reaching_back"), _renamed(night)
    if reaching < REPLACED_MIN and not renamed:
        return None
    told = f"none of its {night.count('listed')} items was listed on the last good night, {reaching} of them are older"
    return "drift", f"listing {night.listing.get('url')}: {told}{renamed}: it is another listing"


def _renamed(night: _Night) -> str:
    now, before = night.listing.get("title"), night.listing.get("title_before")
    return f", and its title is {now!r}, not {before!r}" if now and before and now != before else ""


def _redated(night: _Night) -> Found:
    """Reports that were listed the night before under other dates: an import has dated them anew, so that what is old
    passes for tonight's."""
    moved, both = night.count("redated"), night.count("dated_again")
    usual = _usual_share([(count, whole) for count, whole in night.former("redated", "dated_again")])
    if not _is_jump(moved, both, usual):
        return None
    told = f"the dates of {moved} of {both} items that were listed before have moved{_compared(usual)}"
    return "drift", f"listing {night.listing.get('url')}: {told}"


# --- the reports ---------------------------------------------------------------------------------------------------


def _failures(night: _Night) -> Found:
    """The listing came and the reports did not."""
    failures, failed = night.record.get("failures") or [], night.count("failed")
    asked = night.count("fetched") + night.count("not_modified") + failed
    if not failures or not failed:
        return None
    words = [_word_of(failure["kind"]) for failure in failures]
    word = _common(words)
    blocked = words.count("blocked")
    if blocked > FAILED_SHARE * asked and (blocked >= 2 or blocked == asked):
        word = "blocked"
    elif not _is_heavy(word, failed, asked):
        return None
    first = next((failure for failure in failures if _word_of(failure["kind"]) == word), failures[0])
    return word, f"{failed} of {asked} reports failed, first {first['url']}: {_said(first)}"


def _is_heavy(word: str, failed: int, asked: int) -> bool:
    """One or two failures of many are the web's weather, and a listing may name a page that is gone; three that are
    more than a fifth are not, nor is all of a night. What heals is tried again, so that even one may say so."""
    if word == "unreachable" and (failed == asked or (failed >= 2 and 2 * failed >= asked)):
        return True
    return (failed >= 3 and failed > FAILED_SHARE * asked) or (failed >= 2 and failed == asked)


def _common(words: Sequence[str]) -> str:
    """The word of more than half; failures of several kinds are `errors`."""
    return next((word for word in set(words) if 2 * words.count(word) > len(words)), "errors")


def _refused(night: _Night) -> Found:
    """Pages that came with status 200 and say that we may not read them."""
    blocked, pages = night.yielded("blocked"), night.yielded("pages")
    if blocked <= FAILED_SHARE * pages or (blocked == 1 and pages > 1):
        return None
    return "blocked", f"{blocked} of {pages} pages are block, consent or login pages"


def _no_text(night: _Night) -> Found:
    """Pages came, and none of them reads as a text."""
    pages = night.yielded("readable")
    if pages <= 0 or night.yielded("texts") or _may_be_films(night, pages):
        return None
    return "drift", f"{pages} pages and no text: the layout has changed or the pages are no reports"


def _may_be_films(night: _Night, pages: int) -> bool:
    """Whether so few pages without a text are what this source has now and then: films, pictures, notices."""
    former = night.former_yields("texts", "readable")
    texts, readable = (sum(column) for column in zip(*former, strict=True)) if former else (0, 0)
    if not texts and readable >= UNREAD_MAX:
        return False
    if pages < TEXTS_MIN:
        return pages == 1 or texts < max(readable, PROVEN_TEXTS)
    usual = _usual_share([(whole - many, whole) for many, whole in former])
    return usual is not None and _chance(pages, pages, usual.mean) >= CHANCE_MAX


def _same_texts(night: _Night) -> Found:
    """What is read is the menu, a notice, or the home page: the same on every page."""
    texts, repeated = night.yielded("texts"), night.yielded("repeated")
    usual = _usual_share([(count, whole) for count, whole in night.former_yields("repeated", "texts")])
    is_absolute = usual is None and texts >= TEXTS_MIN and repeated >= REPEATED_SHARE * texts
    if not is_absolute and not _is_jump(repeated, texts, usual):
        return None
    return "drift", f"{repeated} of {texts} pages give the same text{_compared(usual)}: it is not that of the reports"


@dataclass(frozen=True)
class _Share:
    """A share of each night's pages that is watched: `of(yields)` gives how many of how many."""

    part: str
    whole: str
    is_missing: bool
    told: str

    def of(self, part: float, whole: float) -> tuple[float, float]:
        return (whole - part if self.is_missing else part), whole

    def __call__(self, night: _Night) -> Found:
        if self.part not in (night.yields or {}):
            return None
        count, whole = self.of(night.yielded(self.part), night.yielded(self.whole))
        usual = _usual_share([self.of(part, whole) for part, whole in night.former_yields(self.part, self.whole)])
        if not _is_jump(count, whole, usual):
            return None
        return "drift", f"{count:.0f} of {whole:.0f} {self.told}{_compared(usual)}"


def _lengths(night: _Night) -> Found:
    """Texts many times as long, or as short, as they ever were: the layout cuts elsewhere now."""
    now, texts = night.yielded("median_characters"), night.yielded("texts")
    medians = night.former_yields("median_characters", "texts")
    former = [length for length, many in medians if many >= TEXTS_MIN and length > 0]
    if texts < LENGTH_TEXTS_MIN or len(former) < HISTORY_NIGHTS_MIN or now <= 0:
        return None
    teasers = _usual_share([(count, whole) for count, whole in night.former_yields("teasers", "texts")])
    if teasers is None or teasers.mean > TEASERS_SHARE or 2 * night.yielded("teasers") > texts:
        return None
    logs = [log(length) for length in former]
    usual = median(logs)
    spread = 1.4826 * median(abs(value - usual) for value in logs)
    step = abs(log(now) - usual)
    is_longer = now > 2 * max(former)
    is_shorter = now < min(former) / 2 and len(former) >= SHORTER_NIGHTS_MIN
    if not (is_longer or is_shorter) or step <= max(log(LENGTH_FACTOR), LENGTH_SIGMAS * spread):
        return None
    return "drift", f"texts of {now} characters (median), {median(former):.0f} are usual"


_SECONDED = _Share("opposed", "seconded", False, "texts lack most of what a second reader takes")


def _opposed(night: _Night) -> Found:
    """Texts that a second reader misses its own in, as it never did, and of a length that none ever had. The first
    alone may be the second reader's fault: that is noted and holds nothing."""
    medians = night.former_yields("median_characters", "texts")
    former, now = [length for length, texts in medians if texts], night.yielded("median_characters")
    if not former or min(former) / OPPOSED_LENGTH_FACTOR <= now <= max(former) * OPPOSED_LENGTH_FACTOR:
        return None
    found = _SECONDED(night)
    told = f"of {now} characters (median) where {median(former):.0f} are usual"
    return ("drift", f"{found[1]}, {told}") if found else None


_READINGS: list[Callable[[_Night], Found]] = [
    _no_text,
    _same_texts,
    _Share("disagreeing", "compared", False, "pages where the layout and the generic reader give two texts"),
    _opposed,
    _Share("elsewhere", "texts", False, "pages name another address as theirs (canonical)"),
    _Share("foreign", "texts", False, "texts are in another language than the source's"),
    _Share("teasers", "texts", False, "texts are teasers"),
    _Share("titled", "texts", True, "texts have no title"),
    _Share("dated", "texts", True, "texts have no date"),
    _Share("texts", "readable", True, "pages give no text"),
    _lengths,
]


@dataclass(frozen=True)
class _Usual:
    """A share over former good nights: its smoothed mean, the greatest of any night with enough pages, and how many
    nights there were."""

    mean: float
    greatest: float
    nights: int


def _usual_share(former: Sequence[tuple[float, float]]) -> _Usual | None:
    """None if there are too few former nights. One more hit and one more miss than seen keep it from certainty."""
    nights = [(count, whole) for count, whole in former if whole > 0]
    if len(nights) < HISTORY_NIGHTS_MIN:
        return None
    hits, wholes = sum(count for count, _ in nights), sum(whole for _, whole in nights)
    greatest = max((count / whole for count, whole in nights if whole >= TEXTS_MIN), default=0.0)
    return _Usual((hits + 1) / (wholes + 2), greatest, len(nights))


def _is_jump(count: float, whole: float, usual: _Usual | None) -> bool:
    """Whether a share is far above what is usual: by most of all, above every former night, and not by chance."""
    if usual is None or whole < TEXTS_MIN:
        return False
    share = count / whole
    is_far = share >= usual.mean + SHARE_STEP and share > usual.greatest
    return is_far and _chance(int(count), int(whole), usual.mean) < CHANCE_MAX


def _chance(count: int, whole: int, share: float) -> float:
    """The chance of at least `count` hits in `whole` trials, each with this share."""
    return sum(comb(whole, hits) * share**hits * (1 - share) ** (whole - hits) for hits in range(count, whole + 1))


def _compared(usual: _Usual | None) -> str:
    return f", {_percent(usual.mean)} are usual" if usual else ""


def _percent(share: float) -> str:
    return f"{100 * min(max(share, 0.0), 1.0):.0f} %"


# --- what is left --------------------------------------------------------------------------------------------------


def gap_days(gap: Mapping[str, Any]) -> tuple[str, str]:
    """The first and the last day of a gap, by which a backfill mends it."""
    return seoul_day(gap["from"]).isoformat(), seoul_day(gap["to"]).isoformat()


def _gap(night: _Night) -> Found:
    """The listing begins after the newest report of the last good night, and no other road led back there."""
    gap = night.record.get("gap")
    if not isinstance(gap, Mapping) or gap.get("is_mended") or night.record.get("gap_is_normal"):
        return None
    since, until = gap_days(gap)
    told = f"the newest item of the last good night is of {gap['from']}, the oldest listed now of {gap['to']}"
    return "errors", f"window gap: {told}{_repeats(night)}; backfill {since} to {until}"


def _repeats(night: _Night) -> str:
    roads = night.record.get("roads") or ()
    return ", for its older pages repeat the first" if any(road.get("is_repeated") for road in roads) else ""


def _silence(night: _Night) -> Found:
    """Nothing came, and nothing was missed."""
    if night.count("fetched") or night.count("parts"):
        return None
    asked, listed = night.count("not_modified"), night.count("listed")
    if not night.has_listing:
        word, told = ("not_modified", "asked again and unchanged") if asked else ("quiet", "asked for")
        return word, f"{asked} reports {told}"
    if night.listing.get("is_not_modified"):
        return "not_modified", f"listing unchanged, {asked} reports asked again and unchanged"
    return "quiet", f"{listed} items listed, none new or changed{' came' if night.count('failed') else ''}"


def _good(night: _Night) -> str:
    return f"{night.count('new')} new, {night.count('changed')} changed of {night.count('listed')} listed"


def _notes(night: _Night, word: str) -> Iterator[str]:
    """What is told beside the reason: losses, the second road, a gap that was mended, a mute, the last good night."""
    for name, told in (("failed", "failed"), ("gone", "gone"), ("left", "left for the next run")):
        if night.count(name) and word in GREEN:
            yield f"{night.count(name)} {told}"
    textless = night.yielded("readable") - night.yielded("texts")
    if textless > 0 and word in GREEN:
        yield f"{textless} gave no text"
    doubted = _SECONDED(night) if word in GREEN else None
    if doubted:
        yield f"{doubted[1]}, though ours are as long as ever: look at some"
    yield from _second_road(night)
    yield from _gap_note(night)
    muted = night.record.get("muted")
    if muted and night.record["day"] <= muted[0]:
        yield f"muted until {muted[0]}: {muted[1]}"
    good = next((former["day"] for former in night.history if former.get("verdict") in GREEN), None)
    if is_red(word) and good is not None:
        yield f"last good night {good}"


def _second_road(night: _Night) -> Iterator[str]:
    road = next((road for road in night.record.get("roads") or () if road.get("road") == "second"), None)
    if road is None:
        return
    failure = road.get("failure")
    if failure:
        yield f"second road failed too: {failure['detail'] if isinstance(failure, Mapping) else failure}"
    else:
        listed = night.figures.get("second_listed", road.get("listed"))
        yield f"second road brought {night.count('second_new')} of {listed or 0}"


def _gap_note(night: _Night) -> Iterator[str]:
    gap = night.record.get("gap")
    if isinstance(gap, Mapping) and gap.get("is_mended"):
        yield f"the gap from {gap['from']} to {gap['to']} was mended"
    elif isinstance(gap, Mapping) and night.record.get("gap_is_normal"):
        yield f"reports between {gap['from']} and {gap['to']} may be lost, which is usual here"
    elif gap and not isinstance(gap, Mapping):
        yield f"reports between {gap[0]} and {gap[1]} may be lost"
