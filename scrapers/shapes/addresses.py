"""Addresses in listings: where a link leads, and where page after page of a listing stands."""

import re
from datetime import date
from urllib.parse import urljoin, urlsplit

_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f]")
_DAY = re.compile(r"\{(first|last)(?::([^{}]+))?\}")


def address(base: str, link: object) -> str | None:
    """The absolute http(s) address a link leads to from the page `base`, without a user's name and without dots that
    stand for a folder; None for a fragment, a script, a mail address, what is no text, or what is no address at all."""
    stated = link.strip() if isinstance(link, str) else ""
    if not stated or stated.startswith("#"):
        return None
    try:
        joined = urljoin(base, stated)
        parts = urlsplit(joined)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    if not is_address or _NO_ADDRESS.search(joined):
        return None
    named = parts._replace(netloc=parts.netloc.rpartition("@")[2], path=_without_dots(parts.path))
    return named.geturl()


def _without_dots(path: str) -> str:
    """A path as a server resolves it: `/x/../closed/5` asks for `/closed/5`."""
    kept: list[str] = []
    for segment in path.split("/"):
        stands_for = re.sub("%2e", ".", segment, flags=re.IGNORECASE)
        if stands_for == "..":
            del kept[max(1, len(kept) - 1) :]
        elif stands_for != ".":
            kept.append(segment)
    return "/".join([*kept, ""] if stands_for in (".", "..") else kept)


def host(url: str) -> str:
    """The host of an address without `www.`; empty if it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def page_after(template: str, first_page: int, asked: str, came_from: str) -> str:
    """The page after the one that was `asked` for and `came_from` an address (it may have been redirected), of a
    listing whose pages stand at `template` with a number for `{page}`; an address of another form is the first page."""
    number = next((n for n in (_number(template, asked), _number(template, came_from)) if n is not None), first_page)
    return template.replace("{page}", str(number + 1))


def _number(template: str, url: str) -> int | None:
    before, _, after = (_without_scheme(part) for part in template.partition("{page}"))
    match = re.fullmatch(rf"{re.escape(before)}(\d{{1,9}}){re.escape(after)}", _without_scheme(url))
    return int(match.group(1)) if match else None


def _without_scheme(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url)


def for_days(template: str, first: date, last: date) -> str:
    """The address with these days for `{first}` and `{last}` (YYYY-MM-DD, or as `{first:%Y%m%d}` says)."""
    days = {"first": first, "last": last}
    return _DAY.sub(lambda place: days[place[1]].strftime(place[2] or "%Y-%m-%d"), template)
