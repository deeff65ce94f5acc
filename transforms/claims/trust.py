"""How far a reading is trusted: `firm`, and `confidence` as the share of such claims that was right in reports that no
rule was written for."""

from transforms.claims.scene import Claim

COUNTS = ("headcount", "movement")
SUMS = ("wage", "revenue", "levy")
SURE = 0.8
"""Log odds: a number is firm where it is that likely one of its family and its polarity that much likelier than any
other, by all three voices. Measured: `python -m tests.confidence`."""
# They say whose or where, and doubt neither the number nor what is asserted of it.
HARMLESS = {
    "place_from_context", "place_weighed", "subset", "period_from_sentence", "period_from_context", "period_weighed"
}  # fmt: skip
# Measured: `python -m tests.confidence`.
CONFIDENCE = {
    "firm count": 0.92, "firm sum": 0.95, "count": 0.73, "sum": 0.75, "doubted count or sum": 0.48, "event": 0.82,
    "flow or place": 0.69, "law or visa": 0.9, "context": 0.47, "by words: count or sum": 0.73, "by words: told": 0.65,
}  # fmt: skip


def is_firm(filled: Claim) -> bool:
    """Whether what a claim says gives no reason to read it again: what is said in doubt, an example, people without a
    place, a number without an order of magnitude and what is flagged as doubtful do. A plan, a denial, an old figure
    and "none" may be firm, and so may what is set by the context: it is flagged for those who ask where."""
    if filled["polarity"] == "unverified" or (filled["polarity"] == "negated" and filled["value_max"] != 0):
        return False
    if filled["subtype"] == "illustrative" or (filled["type"] in COUNTS and not filled["places"]):
        return False
    return _has_size(filled) and not set(filled["flags"]) - HARMLESS


def is_learnt(filled: Claim) -> bool:
    """Whether no row read a claim, but a model that goes by its words."""
    return ".learnt." in str(filled["rule"])


def is_tabled(filled: Claim) -> bool:
    """Whether a claim is a cell of a table, which has no words of its own."""
    return ".table." in str(filled["rule"])


def _has_size(filled: Claim) -> bool:
    return any(filled[name] is not None for name in ("value_min", "value_max", "magnitude"))


def trusted(filled: Claim, is_firm: bool) -> None:
    """Marks a claim as firm or not, with the confidence that follows."""
    filled["firm"] = is_firm
    filled["confidence"] = confidence(filled)


def confidence(filled: Claim) -> float:
    """Between 0 and 1: how many of such claims were right, polarity too."""
    return CONFIDENCE[kind_of_trust(filled)]


def kind_of_trust(filled: Claim) -> str:
    """The name of the claims that it is measured with: a key of CONFIDENCE."""
    kind = filled["type"]
    is_valued = filled["value_min"] is not None or filled["value_max"] is not None
    if is_learnt(filled):
        return "by words: count or sum" if kind in (*COUNTS, *SUMS) and is_valued else "by words: told"
    if kind in (*COUNTS, *SUMS) and is_valued:
        told = "count" if kind in COUNTS else "sum"
        if filled["firm"]:
            return f"firm {told}"
        return told if filled["polarity"] in ("affirmed", "reported_future") else "doubted count or sum"
    if kind in ("incident", "enforcement"):
        return "event"
    if kind in (*COUNTS, "location"):
        return "flow or place"
    return "law or visa" if kind in ("legal", "visa") else "context"
