"""When reports were published, and what may be said about the order of two of them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

_SEOUL = timezone(timedelta(hours=9))


@dataclass(frozen=True)
class Published:
    """`day`: as the outlet wrote it; `moment`: aware, None where only the day is known; both None if unknown."""

    day: date | None
    moment: datetime | None

    def is_after(self, other: "Published") -> bool:
        """Whether this one is certainly the later: by the moments where both are known, else by the days."""
        if self.moment is not None and other.moment is not None:
            return self.moment > other.moment
        return self.day is not None and other.day is not None and self.day > other.day

    def is_near(self, other: "Published", days: int) -> bool:
        """Whether at most `days` lie between; an unknown day is near to every other."""
        return self.day is None or other.day is None or abs((self.day - other.day).days) <= days

    def rank(self) -> datetime:
        """Where it stands in a sequence: a day without hour at that day's end in Seoul, since most reports of a story
        are copies, and the unknown last."""
        if self.moment is not None:
            return self.moment
        if self.day is None:
            return datetime.max.replace(tzinfo=UTC)
        return datetime.combine(self.day, time(23, 59, 59), _SEOUL)


def published(value: str | None) -> Published:
    """Reads an ISO day or moment; a moment without offset is taken in Seoul. Raises ValueError for anything else."""
    if not value:
        return Published(None, None)
    moment = datetime.fromisoformat(value)
    if len(value) <= len("2019-12-22"):
        return Published(moment.date(), None)
    return Published(moment.date(), moment if moment.tzinfo else moment.replace(tzinfo=_SEOUL))
