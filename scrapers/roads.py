"""How a source's listings are walked: first page, leads, older pages; what each road gave. Asks nothing itself."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from scrapers.health import seoul_day
from scrapers.night import Night, answer, iso, listed_entry, refusal, unreadable_kind
from scrapers.page import Page, PageUnreadable, url_key
from scrapers.shapes import HomeFeed, Item, Listed, Listing, Shape
from scrapers.shapes.listed import MAX_ITEMS
from scrapers.shapes.markup import is_html
from scrapers.source import site_of

LEADS_DEPTH, LEADS_MAX, OLDER_MAX = 2, 5, 5
NIGHT_PAGES_MAX = 1 + LEADS_MAX + OLDER_MAX
BACK_PAGES_MAX = 20
# An item so much older than the last good night's newest one may be pinned: alone it does not show that a window
# reaches back.
NEAR_DAYS = 3
BACK_REPORTS_MAX = 150

Answered = tuple[Page, str | None] | dict[str, Any]
"""A listing page and its kind, or the failure that stands for it."""
Ask = Callable[[str, str, int], Awaitable[Answered]]
"""Asks for a listing page, given its address, road and place."""


@dataclass
class Reading:
    """What one road gave. `items` by `url_key`: those of this source and its topic, as in a run record's `listed`;
    `parts`: their texts' place. The counts and `moments` are of all items of the source's site, before the topic;
    `reached_at` is the oldest moment met, of whatever days. `is_one_page`: nothing led further back."""

    road: str
    url: str
    status: int | None = None
    kind: str | None = None
    failure: dict[str, Any] | None = None
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    payloads: dict[str, str] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    listed_all: int = 0
    off_topic: int = 0
    other_site: int = 0
    unread: int = 0
    moments: list[str] = field(default_factory=list)
    newest_item_at: str | None = None
    oldest_item_at: str | None = None
    reached_at: str | None = None
    is_one_page: bool = True
    title: str | None = None
    is_not_modified: bool = True
    is_html_for_xml: bool = False
    is_repeated: bool = False
    resume_at: str | None = None

    @property
    def is_failed(self) -> bool:
        """Whether it gave nothing because it failed: a missing lead, or the page after the last one, spoils no road."""
        return self.failure is not None and not self.keys and not self.listed_all

    def entry(self) -> dict[str, Any]:
        """The road as it stands in the run record."""
        return {
            **{"road": self.road, "url": self.url, "status": self.status, "kind": self.kind},
            **{"listed": self.listed_all, "failure": self.failure, "pages": len(self.asked)},
            **{"is_repeated": self.is_repeated, "reached_at": self.reached_at, "is_one_page": self.is_one_page},
        }

    def recall(self, listing: Mapping[str, Any]) -> None:
        """Takes the items of the listing that is remembered, for the one that came is the same."""
        self.items = {item["url_key"]: dict(item) for item in listing["items"]}
        self.listed_all, self.off_topic = listing["listed_all"], listing["off_topic"]
        self.other_site, self.unread = listing["other_site"], listing["unread"]
        self.newest_item_at, self.oldest_item_at = listing["newest_item_at"], listing["oldest_item_at"]
        dates = [item["published"] for item in listing["items"]]
        self.moments = [*filter(None, dates or [self.newest_item_at, self.oldest_item_at])]
        self.payloads = {item["page_url"]: listing["payload_sha256"] for item in listing["items"] if "page_url" in item}

    def note_moment(self, published: datetime | None) -> None:
        """Widens the span from the oldest to the newest item."""
        stated = iso(published)
        if stated is not None:
            self.moments.append(stated)
            self.newest_item_at = max(stated, self.newest_item_at or stated)
            self.oldest_item_at = min(stated, self.oldest_item_at or stated)


class Walk:
    """The walk along one road. `takes_parts`: whether a text that the listing carries is noted. Between `since` and
    `until` only items of these days are taken, and the walk goes on until it is past them; without, it goes on as long
    as it meets only what the last good night cannot have seen."""

    def __init__(
        self, night: Night, road: str, shape: Shape, ask: Ask, *, takes_parts: bool, is_asked_by_date: bool = False
    ) -> None:
        self.night, self.source, self.ask, self.takes_parts = night, night.source, ask, takes_parts
        self.reading = Reading(road, shape.url)
        self.shape = shape
        self.sites = {site_of(self.source.home), site_of(shape.url)}
        self.older_count = 0
        self.names_first = False
        self.is_asked_by_date = is_asked_by_date
        self.reading.is_one_page = resume_of(night) is None

    async def go(self) -> Reading:
        """Walks the road to its end. A second road that names nothing but the first is none."""
        await self._follow(self.shape, depth=0)
        if self.names_first and not self.reading.keys:
            self._fail(self.night.fail("listing", self.shape.url, "same_road", "names only the first road"))
        return self.reading

    async def _follow(self, shape: Shape | None, depth: int) -> None:
        """Reads a listing, its leads in their place, and its older pages."""
        while shape is not None and self._may_ask(shape.url):
            read = await self._read(shape, depth)
            if read is None:
                return
            listed, taken = read
            for lead in listed.leads[:LEADS_MAX] if depth < LEADS_DEPTH else ():
                await self._follow(lead, depth + 1)
            shape = self._older(shape, listed, taken)

    def _may_ask(self, url: str) -> bool:
        """Within the source's sites, each page once, and only so many: a backfill goes on there another time."""
        if site_of(url) not in self.sites or url in self.reading.asked or self._is_first_road(url):
            return False
        if self.night.since is None:
            return len(self.reading.asked) < NIGHT_PAGES_MAX
        if len(self.reading.asked) < BACK_PAGES_MAX:
            return True
        self.reading.resume_at = self.reading.resume_at or url
        return False

    def _is_first_road(self, url: str) -> bool:
        """Whether the second road leads to the first one, which this night has asked already."""
        first, is_led = self.source.find, self.reading.road == "second" and bool(self.reading.asked)
        if first is None or not is_led or self.night.since is not None or url_key(url) != url_key(first.url):
            return False
        self.names_first = True
        return True

    def _older(self, shape: Shape, listed: Listed, taken: list[Item]) -> Shape | None:
        """The page to go on with. A backfill that has enough to ask for stops, and comes back to this page if it holds
        more than that."""
        older = listed.older if self._goes_on(taken) else None
        wanted = sum(is_wanted_back(self.night, item) for item in self.reading.items.values())
        if self.night.since is not None and wanted >= BACK_REPORTS_MAX:
            rest = shape if wanted > BACK_REPORTS_MAX else older
            self.reading.resume_at = rest.url if rest else None
            return None
        self.older_count += older is not None
        self.reading.is_one_page &= older is None and not self.is_asked_by_date
        return older

    async def _read(self, shape: Shape, depth: int) -> tuple[Listed, list[Item]] | None:
        """One listing page and its own items that were not listed before; None if it is none, or the one before."""
        reading, place = self.reading, len(self.reading.asked)
        reading.asked.add(shape.url)
        answered = await self.ask(shape.url, reading.road, place)
        if isinstance(answered, dict):
            self._fail(answered)
            return None
        page, kind = answered
        if place == 0:
            reading.status, reading.kind = page.status, kind
        listing = self.night.memory.listing
        if page.status == 304 and listing is not None and listing["url"] == shape.url:
            reading.recall(listing)
            return None
        if page.status != 200:
            self._refuse(page, kind)
            return None
        former = self.night.memory.original(page.url)
        reading.is_not_modified &= former is not None and former.payload_sha256 == page.payload_sha256
        try:
            content = page.content()
        except PageUnreadable as problem:
            self._fail(self.night.fail("listing", page.url, unreadable_kind(problem), str(problem)))
            return None
        listed = shape.read(content, page.url, self.source.zone, page.headers.get("content-type", ""))
        reading.is_html_for_xml |= not isinstance(shape, Listing | HomeFeed) and is_html(content)
        if not listed.items and not listed.leads and kind is not None:
            self._refuse(page, kind)
            return None
        return self._taken(page, listed, has_parts=self.takes_parts and depth == 0)

    def _taken(self, page: Page, listed: Listed, *, has_parts: bool) -> tuple[Listed, list[Item]] | None:
        reading, items = self.reading, listed.items[:MAX_ITEMS]
        reading.unread += listed.unread + len(listed.items) - len(items)
        reading.title = reading.title or listed.title
        reading.payloads[page.url] = page.payload_sha256
        keyed = {url_key(item.url, self.source.keep_params): item for item in reversed(items)}
        fresh = {key: item for key, item in reversed(keyed.items()) if key not in reading.keys}
        if items and not fresh and len(reading.asked) > 1:
            reading.is_repeated = True
            return None
        reading.keys |= fresh.keys()
        own = {key: item for key, item in fresh.items() if self._is_own(item)}
        dates = [stated for item in own.values() if (stated := iso(item.published))]
        reading.reached_at = min([*dates, *filter(None, [reading.reached_at])], default=None)
        for key, item in self._in_span(own).items():
            reading.listed_all += 1
            reading.note_moment(item.published)
            if self.source.is_on_topic(item):
                reading.items[key] = listed_entry(item, key, reading.road, page.url, has_parts)
            else:
                reading.off_topic += 1
        return listed, list(own.values())

    def _is_own(self, item: Item) -> bool:
        is_own = site_of(item.url) in self.sites
        self.reading.other_site += not is_own
        return is_own

    def _in_span(self, items: dict[str, Item]) -> dict[str, Item]:
        """The items of the days asked for; one without a date only where the others of its page are of these days, or
        the site was asked for these days."""
        since, until = self.night.since, self.night.until
        if since is None or until is None:
            return items
        days = {key: self._day(item) for key, item in items.items()}
        is_within = {key for key, day in days.items() if day is not None and since <= day <= until}
        takes_undated = self.is_asked_by_date or bool(is_within)
        return {k: item for k, item in items.items() if k in is_within or (days[k] is None and takes_undated)}

    def _day(self, item: Item) -> date | None:
        stated = iso(item.published)
        return seoul_day(stated) if stated else None

    def _goes_on(self, taken: list[Item]) -> bool:
        """Whether older pages are wanted: none of this page's items was within reach before."""
        if self.night.since is not None:
            days = [day for item in taken if (day := self._day(item))]
            return not days or max(days) >= self.night.since
        if self.older_count >= OLDER_MAX:
            return False
        moments = [stated for item in taken if (stated := iso(item.published))]
        if moments:
            return self.night.last_good is not None and not reaches_back(moments, self.night.last_good[1])
        known, keep = self.night.memory.reports, self.source.keep_params
        on_topic = [item for item in taken if self.source.is_on_topic(item)]
        return bool(known and on_topic) and not any(url_key(item.url, keep) in known for item in on_topic)

    def _refuse(self, page: Page, kind: str | None) -> None:
        detail = answer(page, kind)
        self._fail(self.night.fail("listing", page.url, refusal(page.status, kind), detail))

    def _fail(self, failure: dict[str, Any]) -> None:
        """The first failure is the road's."""
        self.reading.failure = self.reading.failure or failure


def road_back(night: Night) -> tuple[str, Shape, bool] | None:
    """The road on which a range of days is fetched, and whether it is asked by date: the road back if there is one,
    else one that can be asked by date, else the pages of the listing."""
    source, since, until = night.source, night.since, night.until
    if since is None or until is None:
        return None
    for road in ("back", "find", "second"):
        shape = source.road(road)
        # A site asked for days answers by its own: one more on each side holds all that are days in Seoul.
        dated = shape.between(since - timedelta(days=1), until + timedelta(days=1)) if shape else None
        if dated is not None:
            return road, _resumed(night, dated), True
        if road == "back" and shape is not None:
            return road, _resumed(night, shape), False
    return ("find", _resumed(night, source.find), False) if source.find else None


def _resumed(night: Night, shape: Shape) -> Shape:
    """The shape at the page on which the last run of this backfill stopped."""
    resume = resume_of(night)
    if resume is None or not is_dataclass(shape):
        return shape
    moved: Any = replace(shape, url=resume["url"])
    resumed: Shape = moved
    return resumed


def resume_of(night: Night) -> Mapping[str, Any] | None:
    """Where the last run of this backfill stopped: the page's `url`, and the reports `missed` so far."""
    return night.memory.resumes.get(f"{night.since}/{night.until}")


def is_wanted_back(night: Night, item: Mapping[str, Any]) -> bool:
    """Whether a backfill asks for a report's page: it is not known, no part, and was not missed by this backfill."""
    missed = (resume_of(night) or {}).get("missed", ())
    return item["url_key"] not in night.memory.reports and "part" not in item and item["url_key"] not in missed


# --- when the second road is asked -----------------------------------------------------------------------------------


def gap_of(night: Night, reading: Reading) -> dict[str, Any] | None:
    """What a short window may have lost: from the newest item of the last good night to the oldest of this one that is
    newer. None if the window reaches back, by its dates or because it still lists a report that is known, undated or
    under a newer date."""
    if night.last_good is None:
        return None
    day, newest = night.last_good
    newer = [moment for moment in reading.moments if moment > newest]
    if not newer or reaches_back(reading.moments, newest):
        return None
    others = [key for key, item in reading.items.items() if (item["published"] or newer[0]) > newest]
    if any(_was_known(night, key, day) for key in others):
        return None
    return {"from": newest, "to": min(newer), "is_mended": False}


def reaches_back(moments: Sequence[str], newest: str) -> bool:
    """Whether a window with items of these moments reaches back to the newest one of the last good night. A few items
    that are much older than that show nothing: sites pin what they are proud of."""
    older = sum(moment <= newest for moment in moments)
    return older > 0 and (meets(moments, newest) or 2 * older >= len(moments))


def meets(moments: Sequence[str], newest: str) -> bool:
    """Whether one of these moments is that of the newest item of the last good night, or shortly before it."""
    near = iso(datetime.fromisoformat(newest) - timedelta(days=NEAR_DAYS)) or newest
    return any(near <= moment <= newest for moment in moments)


def _was_known(night: Night, key: str, day: str) -> bool:
    """Whether a report was known on a day, and not from going back."""
    report = night.memory.reports.get(key)
    return report is not None and report["first_day"] <= day and not report.get("is_back")


def needs_second(night: Night, reading: Reading) -> bool:
    """Whether the first road failed, is empty, shows too little, is stale, or leaves a gap."""
    source = night.source
    if reading.is_failed or night.gap is not None:
        return True
    if reading.listed_all < source.min_items:
        return not (source.empty_is_normal and reading.listed_all == 0)
    if reading.newest_item_at is None:
        return False
    return (night.day - seoul_day(reading.newest_item_at)).days > source.quiet_days
