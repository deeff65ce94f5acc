"""The brief of the morning: one static page for people who look rather than query.

    python -m warehouse.brief

writes `brief/<web>.html` under P8_HOME: no request leaves it, it reads in light and dark, on a phone and on paper.
"""

import json
import os
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from warehouse.brief import charts
from warehouse.connect import Connection, home, one, rows

FOLDER = Path(__file__).parent
NEW_SHOWN = 60
FLOWS_SHOWN = 40
WAGES_SHOWN = 40
CONFLICTS_SHOWN = 30
CHANGES_SHOWN = 30


class NothingPublished(Exception):
    """There is no published run, so there is nothing to tell. Says what to do."""


def brief(connection: Connection) -> str:
    """The page as HTML, of the published state or of the day that is set. Raises NothingPublished."""
    horizon = one(connection, "select run_no, run_day, as_of_day, extractor from mart.horizon")
    if horizon is None or horizon["run_day"] is None:
        raise NothingPublished("no night is published yet: make run, then look at the checks of a blocked one")
    told = _told(connection)
    page = _page().render(
        horizon=horizon,
        map=charts.world(outline(), told["places"]),
        flow_bars=charts.ranges(told["flows"], "people"),
        wage_bars=charts.ranges(told["wages"], "as written"),
        **told,
    )
    return str(page)


def write(connection: Connection, web: str) -> Path:
    """The page on disk, whole or not at all; its path. Raises NothingPublished."""
    file = home() / "brief" / f"{web}.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(f".{os.getpid()}.new")
    half.write_text(brief(connection), encoding="utf-8")
    half.rename(file)
    return file


@cache
def outline() -> Sequence[Sequence[tuple[float, float]]]:
    """Rings of the coasts, (longitude, latitude) in degrees: Natural Earth, public domain."""
    rings = json.loads((FOLDER / "outline.json").read_text(encoding="utf-8"))["rings"]
    return [[(x, y) for x, y in ring] for ring in rings]


@cache
def _page() -> Any:
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=select_autoescape(["html"]), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"number": number, "day": _day}
    return environment.get_template("page.html")


def number(value: Decimal | int | None) -> str:
    """12000 -> 12,000; no trailing zeros; nothing for None."""
    return "" if value is None else f"{value:,.4f}".rstrip("0").rstrip(".")


def _day(value: date | None) -> str:
    return "" if value is None else f"{value.day} {value:%B %Y}"


def _told(connection: Connection) -> dict[str, Any]:
    return {
        "states": rows(connection, "select * from mart.paragraph_8_by_state"),
        "flows": _flows(connection),
        "wages": _wages(connection),
        "places": rows(
            connection,
            """
            select name, chain, lat, lon, "precision", claims, origins, negated, affirmed_origins, last_event
            from mart.places_map
            where lat is not null
                and "precision" <> 'country'
            order by origins, chain
            """,
        ),
        "coverage": rows(
            connection, "select * from mart.coverage_by_month where month is not null order by month desc limit 6"
        ),
        "sources": rows(
            connection,
            """
            select source_health.*, coalesce(source.name, source_health.source_key) as outlet
            from mart.source_health
            join mart.horizon on source_health.day = horizon.run_day
            left join core.source using (source_key)
            order by source_health.verdict in ('ok', 'not_modified', 'quiet'), source_health.source_key
            """,
        ),
        "news": rows(connection, "select * from mart.new_tonight limit %s", [NEW_SHOWN]),
        "news_count": _count(connection, "select count(*) as n from mart.new_tonight"),
        "conflicts": rows(connection, "select * from mart.conflicts limit %s", [CONFLICTS_SHOWN]),
        "conflicts_count": _count(connection, "select count(*) as n from mart.conflicts"),
        "changes": rows(connection, "select * from mart.changes limit %s", [CHANGES_SHOWN]),
        "notices": rows(connection, "select * from mart.notices where kind <> 'gone' limit %s", [CHANGES_SHOWN]),
    }


def _flows(connection: Connection) -> list[dict[str, Any]]:
    """Who was said to go where, by quarter; bounds and witnesses, never a sum."""
    return rows(
        connection,
        """
        select
            coalesce(from_country, '?') || ' to ' || coalesce(to_country, '?') as what,
            direction,
            modality,
            to_char(date_trunc('quarter', month), 'YYYY "Q"Q') as period,
            min(low) as low,
            -- a flow that is open above leaves its quarter open
            case when not bool_or(high is null and low is not null) then max(high) end as high,
            (sum(vague_n) filter (where basis.place = 1))::bigint as vague_n,
            -- who speaks of two months is one witness
            count(distinct known_claim.origin_report_id) as origins
        from mart.flows_by_month
        cross join lateral unnest(claim_ids) with ordinality as basis (claim_id, place)
        join mart.known_claim using (claim_id)
        group by from_country, to_country, direction, modality, date_trunc('quarter', month)
        order by date_trunc('quarter', month) desc nulls last, what, direction, modality
        limit %s
        """,
        [FLOWS_SHOWN],
    )


def _wages(connection: Connection) -> list[dict[str, Any]]:
    """Gross wages and what workers receive, by month, as written."""
    return rows(
        connection,
        """
        select
            country || coalesce(' ' || sector, '') as what,
            replace(subtype, '_', ' ') as direction,
            coalesce(currency, '?') || coalesce(' a ' || per, '') as modality,
            to_char(month, 'YYYY-MM') as period,
            low,
            high,
            0::bigint as vague_n,
            origins
        from mart.wages_by_month
        where is_default
            and subtype in ('gross', 'received_by_worker')
        order by month desc, what, direction, modality
        limit %s
        """,
        [WAGES_SHOWN],
    )


def _count(connection: Connection, statement: str) -> int:
    found = one(connection, statement)
    assert found is not None
    return int(found["n"])
