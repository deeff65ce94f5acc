"""How a site answers in JSON: the posts of a WordPress site, and the articles of one that is drawn in the browser."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any
from urllib.parse import parse_qs

from tests.sample_web.reports import Report

JSON = "application/json; charset=utf-8"
PAGE_SIZE = 2

Told = tuple[int, bytes]
"""Status and body."""


def posts(query: str, reports: Sequence[Report], fields: Callable[[Report], Mapping[str, Any]], clock: tzinfo) -> Told:
    """Posts as WordPress tells them, newest first: `per_page`, `page`, `after`, `before` are understood; `clock` is
    the site's own.

    Reference: developer.wordpress.org/rest-api/reference/posts/.
    """
    asked = {name: values[-1] for name, values in parse_qs(query).items()}
    after, before = (_moment(asked.get(name), clock) for name in ("after", "before"))
    chosen = [
        report
        for report in reports
        if (after is None or report.published > after) and (before is None or report.published < before)
    ]
    size, page = int(asked.get("per_page", 10)), int(asked.get("page", 1))
    if page > 1 and (page - 1) * size >= len(chosen):
        problem = {"code": "rest_post_invalid_page_number", "message": "No such page.", "data": {"status": 400}}
        return 400, _json(problem)
    shown = chosen[(page - 1) * size : page * size]
    return 200, _json([_post(report, fields(report), clock) for report in shown])


def articles(query: str, reports: Sequence[Report], fields: Callable[[Report], Mapping[str, Any]]) -> Told:
    """Articles with their text, two a page; a page past the last one is empty."""
    page = int(parse_qs(query).get("page", ["1"])[-1])
    shown = reports[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    items = [_article(report, fields(report)) for report in shown]
    return 200, _json({"code": 0, "data": {"total": len(reports), "page": page, "items": items}})


def _moment(written: str | None, clock: tzinfo) -> datetime | None:
    """A moment without a zone is one of the site's own clock."""
    if written is None:
        return None
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=clock)


def _post(report: Report, fields: Mapping[str, Any], clock: tzinfo) -> dict[str, Any]:
    born, changed = report.published, report.modified or report.published
    return {
        "id": _number(report),
        "date": _bare(born.astimezone(clock)),
        "date_gmt": _bare(born.astimezone(UTC)),
        "guid": {"rendered": fields["url"].replace(report.path, f"/?p={_number(report)}")},
        "modified": _bare(changed.astimezone(clock)),
        "modified_gmt": _bare(changed.astimezone(UTC)),
        "slug": report.path.strip("/").rsplit("/", 1)[-1],
        "status": "publish",
        "type": "post",
        "link": fields["url"],
        "title": {"rendered": fields["title"]},
        "content": {"rendered": f"{fields['body']}\n", "protected": False},
        "excerpt": {"rendered": f"<p>{fields['lead']}</p>\n", "protected": False},
    }


def _article(report: Report, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": int(report.path.rsplit("/", 1)[-1]),
        "subject": report.title,
        "reporter": report.author,
        "registered": int(report.published.timestamp()),
        "edited": int((report.modified or report.published).timestamp()),
        "contents": fields["body"],
    }


def _number(report: Report) -> int:
    """A post's number: that of its moment, for a site numbers its posts as they come."""
    return int(report.published.timestamp()) // 3600 % 100_000


def _bare(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
