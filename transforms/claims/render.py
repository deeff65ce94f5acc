"""Renders a claim as one English line from its fields: "at least 2,000 workers sent to Hunchun, Oct 2019, according to
an anonymous source".

A wording that the quote decides ("left" or "sent home") follows the quote; a field that is no word is never printed.
"""

import re
from datetime import date
from functools import cache
from typing import Any

from transforms import vocab
from transforms.references import label_of

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
# What is said of people, and the word before a place: "sent" "to" Hunchun.
DEED = {
    ("movement", "dispatch"): ("sent", "to"),
    ("movement", "intake"): ("taken in", "by"),
    ("movement", "planned_dispatch"): ("planned", "for"),
    ("movement", "repatriation_order"): ("ordered home", "from"),
    ("movement", "repatriation_demand"): ("asked to be sent home", "from"),
    ("movement", "increase"): ("added", "in"),
    ("movement", "short_stint"): ("sent for short stays", "to"),
    ("movement", None): ("moving", "in"),
    ("headcount", None): ("", "in"),
    ("headcount", "present"): ("", "in"),
    ("headcount", "planned_dispatch"): ("planned", "for"),
    ("headcount", "cumulative"): ("in all so far", "in"),
    ("headcount", "hired"): ("hired", "in"),
    ("headcount", "seen_at_event"): ("counted", "in"),
    ("headcount", "forecast"): ("expected", "in"),
    ("location", None): ("", "in"),
    ("location", "cluster"): ("gathered", "in"),
}
# Said after the place, of people who are no longer there or never were.
BESIDE = {"peak": " at the peak", "before": " before", "illustrative": ", as an illustration"}
NOUN = {
    ("location", "main_destination"): "main destination of workers",
    ("location", "entry_point"): "entry point of workers",
    ("wage", "gross"): "in wages",
    ("wage", "received_by_worker"): "kept by the worker",
    ("wage", "state_share"): "of the wage to the state",
    ("wage", "state_revenue_per_worker"): "to the state",
    ("wage", "arrears"): "in unpaid wages",
    ("wage", "arrears_paid"): "of unpaid wages paid",
    ("wage", "arrears_total"): "in unpaid wages in all",
    ("wage", "deduction"): "deducted from wages",
    ("wage", "managers_share"): "of the wage to the managers",
    ("wage", "chinese_worker_wage"): "in wages of a Chinese worker",
    ("wage", "paid_by_host_firm"): "paid by the host firm",
    ("wage", "relative"): "as wage",
    ("revenue", "state_revenue"): "revenue of the state",
    ("revenue", "contract"): "under a contract",
    ("revenue", "theft"): "stolen",
    ("legal", "deadline"): "deadline for workers to be home",
    ("legal", "recall_date"): "day on which workers are recalled",
    ("legal", "repatriation_obligation"): "duty to send workers home",
    ("legal", "evidence_window"): "to give evidence",
    ("legal", None): "law cited",
    ("incident", "death"): "dead",
    ("incident", "injury"): "hurt",
    ("incident", "defection"): "who defected",
    ("incident", "escape"): "who ran away",
    ("incident", "strike"): "on strike",
    ("incident", "riot"): "in a riot",
    ("incident", "protest"): "in a protest",
    ("incident", "punishment"): "punished",
    ("incident", "hostage"): "taken hostage",
    ("enforcement", "us_designation"): "put on the sanctions list of the US",
    ("enforcement", "un_designation"): "put on the sanctions list of the UN",
    ("enforcement", "caatsa_detention"): "held at the US border",
    ("enforcement", "indictment"): "indicted",
    ("enforcement", "search"): "found in a search",
    ("enforcement", "deportation"): "deported",
    ("enforcement", "seizure"): "seized",
    ("enforcement", "fine_on_employer"): "fine on the employer",
    ("enforcement", "delisting"): "taken off a sanctions list",
    ("enforcement", None): "under a measure of the state",
    ("visa", "no_proper_visa"): "without a proper visa",
    ("visa", "monthly_renewal_loophole"): "stay renewed each month",
    ("visa", "student_visa"): "on student visas",
    ("visa", "visitor_permit"): "on visitor permits",
    ("visa", "no_renewal"): "no renewal of visas",
    ("condition", "hours"): "of work",
    ("company", "employer_count"): "as employers",
    ("report_reference", None): "report cited",
}
# What befell those counted, or was done to them: "12 persons defected"; without a number the subtype says it.
BEFELL = {
    "riot": "in a riot",
    "strike": "on strike",
    "protest": "in a protest",
    "death": "dead",
    "injury": "injured",
    "defection": "defected",
    "escape": "escaped",
    "punishment": "punished",
    "us_designation": "put under US sanctions",
    "un_designation": "put under UN sanctions",
    "designation": "put under sanctions",
    "caatsa_detention": "with goods detained under CAATSA",
    "seizure": "seized",
    "indictment": "indicted",
    "criminal_charges": "charged",
    "arrest": "arrested",
    "deportation": "deported",
    "closure": "closed",
    "fine_on_employer": "fine on an employer",
    "employer_count": "that employ workers",
    "victim_count": "that were deceived",
    "hours": "of work",
    "rest": "off",
    "contract_length": "of contract",
    "lodging": "",
}
NAMED = {"us_designation": "US sanctions", "un_designation": "UN sanctions", "caatsa_detention": "goods detained"}
MARK = {"negated": "not so: ", "denied": "denied: ", "unverified": "unverified: ", "reported_future": "to come: "}
# Those words say by themselves that it is to come, or that it is no fact.
NOT_YET = ("planned_dispatch", "repatriation", "repatriation_order", "repatriation_demand", "forecast", "illustrative")
EXCEPT_CHINA = "everywhere except China"

# How people went: the last of these words in a quote decides ("who were due to leave went home").
GOING = re.compile(
    r"(?P<left>\b(?:left|leav(?:e|es|ing)|departed)\b|떠났|떠난)"
    r"|(?P<sent>\b(?:sent|send\w*|repatriat\w*|deport\w*|expel\w*|recall\w*|flown|brought)\b|송환|돌려보)"
    r"|(?P<went>\b(?:went|gone?|goes|flew|came|return\w*)\b|귀국|돌아)"
)
ARTICLES = ("The", "A", "An", "One", "Some", "Three", "Two", "Several", "More")
# Names of bodies that take an article.
BODY = re.compile(
    r"(?!the |an? ).*\b(?:Council|Ministry|Department|Treasury|Panel of Experts|UN|U\.N\.|ministry|embassy)"
)
FEW = re.compile(r"\bnot many\b|n['’]t many\b|\bfew\b|많지 않", re.IGNORECASE)


def line(claim: dict[str, Any]) -> str:
    """One line, never empty; parts that the claim does not hold are left out."""
    people = claim["type"] in ("movement", "headcount") or (claim["type"], claim["subtype"]) in DEED
    head = _people(claim) if people else _mark(claim) + _other(claim)
    law = " and ".join(claim["resolution"])
    law = f"under {law}" if law and claim["subtype"] else law
    return ", ".join(filter(None, (head, law, _event(claim), _speaker(claim), _retold(claim))))


def place_name(chain: str) -> str:
    """The finest name of a chain in English: "Hunchun", "China", "abroad"."""
    if chain.startswith("WORLD"):
        return EXCEPT_CHINA if chain == "WORLD except CN" else "abroad"
    name = chain.split(", ")[0]
    return _countries().get(name, name)


# --- people ------------------------------------------------------------------------------------------------------


def _people(claim: dict[str, Any]) -> str:
    """ "no workers sent home", "few workers sent to Liaoning (negated)", "denied: 80 workers in Dandong"."""
    is_counted = claim["magnitude"] in MAGNITUDE or any(
        claim[end] not in (None, 0) for end in ("value_min", "value_max")
    )
    if claim["polarity"] != "negated" or is_counted:
        return _mark(claim) + _said_of(claim, _value(claim) or "workers")
    if FEW.search(claim["quote"]):
        return f"{_said_of(claim, 'few workers')} (negated)"
    return _said_of(claim, f"no {claim['unit'] or 'workers'}")


def _said_of(claim: dict[str, Any], who: str) -> str:
    if claim["subtype"] in BESIDE:
        return who + _at("in", claim["places"]) + BESIDE[claim["subtype"]]
    deed, word = _deed(claim)
    if word is None:
        return f"{who} {deed}" + (f" ({', '.join(map(place_name, claim['places']))})" if claim["places"] else "")
    return f"{who} {deed}".strip() + _at(word, claim["places"])


def _deed(claim: dict[str, Any]) -> tuple[str, str | None]:
    """What happened to them, and the word before the place; None where a place is neither goal nor start."""
    if claim["subtype"] == "transfer":
        return ("moved", "from" if claim["places"] and claim["places"] == claim["origin"] else None)
    if claim["subtype"] == "repatriation":
        return _went(claim)
    return DEED[claim["type"], claim["subtype"]]


def _went(claim: dict[str, Any]) -> tuple[str, str]:
    """ "left", "sent home from" or "went home from"; nobody who was not sent home has gone."""
    ways = [match.lastgroup for match in GOING.finditer(claim["quote"])]
    way, is_to_come = ways[-1] if ways else None, claim["polarity"] == "reported_future"
    if way == "left":
        return ("to leave" if is_to_come else "left", "")
    if way == "sent" or claim["polarity"] == "negated":
        return ("to be sent home" if is_to_come else "sent home", "from")
    return ("to go home" if is_to_come else "went home", "from")


def _at(word: str, places: list[str]) -> str:
    if not places:
        return ""
    if places == ["WORLD except CN"] and word != "from":
        return f", {EXCEPT_CHINA}"
    if places == ["WORLD"] and word != "from":
        return " abroad"
    return f" {word} ".replace("  ", " ") + _listed([_with_article(place_name(chain)) for chain in places])


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _with_article(name: str) -> str:
    return f"the {name}" if re.search(r"Emirates$|Republic|^Philippines|States$|^Middle East|Far East$", name) else name


@cache
def _countries() -> dict[str, str]:
    """English names by code; where the bare name means something else in a text (Jordan, Mali, Peru) the gazetteer
    has none to look for."""
    names = {
        place.chain: place.names["en"][0] for place in vocab.places() if place.kind == "country" and place.names["en"]
    }
    return {"JO": "Jordan", "ML": "Mali", "PE": "Peru"} | names


# --- everything else ---------------------------------------------------------------------------------------------


def _other(claim: dict[str, Any]) -> str:
    """ "about CNY 2,000 per worker a month in wages in China", "main destination of workers: Jilin"."""
    name: str = NOUN.get((claim["type"], claim["subtype"]), (claim["subtype"] or claim["type"]).replace("_", " "))
    if claim["type"] == "location":
        return name + (f": {_listed(list(map(place_name, claim['places'])))}" if claim["places"] else "")
    value = _value(claim)
    name = BEFELL.get(str(claim["subtype"]), name) if value else NAMED.get(str(claim["subtype"]), name)
    if claim["company"] and claim["type"] in ("company", "enforcement"):
        name = f"{claim['company']}: {name}"
    if claim["demographic"]:
        name = f"workers: {', '.join(claim['demographic'].values())}"
    said = (
        f"{value}{', ' if name == 'revenue of the state' else ' '}{name}" if value else re.sub("^(?:of|in) ", "", name)
    )
    said = said.rstrip()
    if claim["type"] == "revenue":
        return said + _at("from", claim["places"])
    return said + (f",{place}" if (place := _at("in", claim["places"])) and not place.startswith(",") else place)


def _value(claim: dict[str, Any]) -> str:
    low, high, unit = claim["value_min"], claim["value_max"], claim["unit"] or ""
    currency, per = claim["currency"] or "", f" a {claim['period']}" if claim["period"] else ""
    if low is None and high is None:
        if claim["magnitude"] not in MAGNITUDE:
            return ""
        what = currency or unit or ("workers" if claim["type"] in ("movement", "headcount") else "")
        return MAGNITUDE[claim["magnitude"]] + (f" of {what}" if what else "") + per
    amount = f"{low:,}-{high:,}" if None not in (low, high) and low != high else f"{low if low is not None else high:,}"
    unit = "" if unit == "total" else re.sub(r"s$", "", unit) if amount == "1" else unit
    return f"{BOUND.get(claim['precision'], '')}{' '.join(filter(None, (currency, amount, unit)))}{per}"


def _mark(claim: dict[str, Any]) -> str:
    if claim["polarity"] == "reported_future" and claim["subtype"] in NOT_YET:
        return ""
    return MARK.get(claim["polarity"], "")


def _event(claim: dict[str, Any]) -> str:
    """ "Oct 2019", "by 31 Mar 2020"; a day that is only that of the report says so: "reported 2 Dec 2019"."""
    start, end = (date.fromisoformat(day) if day else None for day in (claim["event_start"], claim["event_end"]))
    if start is None or end is None:
        return f"by {_day(end)}" if end else f"since {_day(start)}" if start else ""
    if start == end:
        return ("reported " if claim["event_basis"] == "published" else "") + _day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start:%Y}" if start.year == end.year else f"{start:%Y} to {end:%Y}"
    first, last = f"{start:%b %Y}", f"{end:%b %Y}"
    return first if first == last else f"{first} to {last}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _speaker(claim: dict[str, Any]) -> str:
    kind, name = claim["attribution_kind"], claim["attribution"]
    if kind is None or not name:
        return ""
    if kind == "anonymous":
        return "according to anonymous sources" if name.endswith("s") else "according to an anonymous source"
    return f"according to {_named(str(name))}"


def _named(name: str) -> str:
    """A speaker inside a sentence: "the ministry" for "The ministry", "a firm" for "firm"."""
    first, _, rest = name.partition(" ")
    if first in ARTICLES or (not rest and first in _common()):
        first = first.lower()
    name = f"{first} {rest}".rstrip()
    if BODY.fullmatch(name):
        return f"the {name}"
    is_one = re.match(r"[a-z]", first) and first.capitalize() not in ARTICLES and first in _singles()
    return f"{'an' if first[0] in 'aeiou' else 'a'} {name}" if is_one else name


def _retold(claim: dict[str, Any]) -> str:
    key = (claim["details"] or {}).get("reference")
    return f"retold, {label_of(key)}" if key else ""


@cache
def _singles() -> frozenset[str]:
    return frozenset(form.lower() for form in _common() if not re.search(r"s$|^Police$|media$", form))


@cache
def _common() -> frozenset[str]:
    forms = (row["form"] for row in vocab.of("attribution", "en"))
    return frozenset(form.capitalize() for form in forms if form.islower())
