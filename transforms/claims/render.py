"""Renders a claim as one English line from its fields: "at least 2,000 workers: dispatch, Hunchun, Oct 2019,
anonymous source"."""

from datetime import date
from typing import Any

BOUND = {
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "fewer than ",
    "approx": "about ",
}
MAGNITUDE = {
    1: "dozens",
    2: "hundreds",
    3: "thousands",
    4: "tens of thousands",
    5: "hundreds of thousands",
    6: "millions",
}
DEED = {
    ("movement", "dispatch"): "sent to",
    ("movement", "intake"): "taken in by",
    ("movement", "repatriation"): "went home from",
    ("movement", "transfer"): "moved within",
    ("headcount", "present"): "in",
    ("headcount", "planned_dispatch"): "planned for",
}
MARK = {"negated": "not so: ", "denied": "denied: ", "unverified": "unverified: ", "reported_future": "to come: "}


def line(claim: dict[str, Any]) -> str:
    """One line, never empty; parts that the claim does not hold are left out."""
    head = " ".join(filter(None, (_value(claim), _deed(claim), _places(claim["places"]))))
    tail = ", ".join(filter(None, (_event(claim["event_start"], claim["event_end"]), _speaker(claim))))
    return MARK.get(claim["polarity"], "") + ", ".join(filter(None, (head, tail)))


def _value(claim: dict[str, Any]) -> str:
    low, high, unit = claim["value_min"], claim["value_max"], claim["unit"] or ""
    if low is None and high is None:
        return f"{MAGNITUDE[claim['magnitude']]} of {unit or 'workers'}" if claim["magnitude"] in MAGNITUDE else ""
    amount = f"{low:,}-{high:,}" if None not in (low, high) and low != high else f"{low if low is not None else high:,}"
    money = f"{claim['currency']} " if claim["currency"] else ""
    per = f" a {claim['period']}" if claim["period"] else ""
    return f"{BOUND.get(claim['precision'], '')}{money}{amount} {unit}".strip() + per


def _deed(claim: dict[str, Any]) -> str:
    known = DEED.get((claim["type"], claim["subtype"]))
    if known and claim["places"]:
        return (
            known
            if claim["value_min"] is not None or claim["value_max"] is not None or claim["magnitude"]
            else f"workers {known}"
        )
    name = (claim["subtype"] or claim["type"]).replace("_", " ")
    return f"{claim['type']}: {name}" if claim["type"] in ("legal", "location", "movement", "headcount") else name


def _places(places: list[str]) -> str:
    return " and ".join(chain.split(", ")[0] for chain in places)


def _event(start: str | None, end: str | None) -> str:
    days = [date.fromisoformat(day) for day in (start, end) if day is not None]
    if not days:
        return ""
    if len(days) == 1 or days[0] == days[1]:
        return f"{days[0].day} {days[0]:%b %Y}"
    if days[0].year == days[1].year and days[0].month == days[1].month:
        return f"{days[0]:%b %Y}"
    return f"{days[0]:%b %Y} to {days[1]:%b %Y}"


def _speaker(claim: dict[str, Any]) -> str:
    kind = claim["attribution_kind"]
    return "" if kind is None else "anonymous source" if kind == "anonymous" else str(claim["attribution"])
