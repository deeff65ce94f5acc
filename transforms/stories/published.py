"""When reports were published, and what may be said about the order of two of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

_SEOUL = timezone(timedelta(hours=9))


@dataclass(frozen=True)
class Published:
    """`day`: as the outlet wrote it, or of a moment the day in UTC; `moment`: aware, None where only the day is known;
    both None if unknown. `seen`: the day of an undated report's first sight: it was published then or before.

    The zone of a day without hour is not known. It is taken as UTC, so that the order of days and moments is one."""

    day: date | None
    moment: datetime | None
    seen: date | None = None

    @property
    def is_placed(self) -> bool:
        """Whether it has a place in time at all."""
        return self.day is not None or self.seen is not None

    @property
    def is_known(self) -> bool:
        """Whether its day is known, and not only when it was seen."""
        return self.day is not None

    def is_after(self, other: "Published") -> bool:
        """Whether this one is certainly the later: by the moments where both are known, else by the days."""
        if self.moment is not None and other.moment is not None:
            return self.moment > other.moment
        latest = other.day or other.seen
        return self.day is not None and latest is not None and self.day > latest

    def is_near(self, other: "Published", days: int) -> bool:
        """Whether at most `days` lie between; an unknown day is near to every other."""
        return self.day is None or other.day is None or abs((self.day - other.day).days) <= days

    def rank(self) -> datetime:
        """Where it stands in a sequence: a day without hour at that day's end, since most reports of a story are
        copies, an undated report so on the day of its first sight, and without such a day last."""
        if self.moment is not None:
            return self.moment.astimezone(UTC)
        day = self.day or self.seen
        if day is None:
            return datetime.max.replace(tzinfo=UTC)
        return datetime.combine(day, time(23, 59, 59), UTC)


def published(report: Mapping[str, Any]) -> Published:
    """Reads the ISO day or moment `published` of a report, or where there is none the ISO day `seen`; a moment without
    offset is taken in Seoul. Raises ValueError for anything else."""
    value, seen = report["published"], report.get("seen")
    if not value:
        return Published(None, None, date.fromisoformat(str(seen)[:10]) if seen else None)
    moment = datetime.fromisoformat(value)
    if len(value) <= len("2019-12-22"):
        return Published(moment.date(), None)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=_SEOUL)
    return Published(aware.astimezone(UTC).date(), aware)
