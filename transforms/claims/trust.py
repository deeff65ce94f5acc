"""How far a reading is trusted: `firm`, and `confidence` as the share of such claims that was right in reports that no
rule was written for."""

from transforms.claims.scene import Claim

COUNTS = ("headcount", "movement")
SUMS = ("wage", "revenue", "levy")
UNNAMED = 100
TRUSTED = ("affirmed", "reported_future", "denied")
# They say whose or where, and doubt neither the number nor what is asserted of it.
HARMLESS = {"place_from_context", "subset", "period_from_sentence", "period_from_context"}
# Measured: `python -m tests.confidence`.
CONFIDENCE = {
    "firm count": 0.92, "firm sum": 0.92, "count": 0.73, "sum": 0.83, "doubted count or sum": 0.47, "event": 0.84,
    "flow or place": 0.73, "law or visa": 0.9, "context": 0.51, "by words: count or sum": 0.71, "by words: told": 0.65,
}  # fmt: skip


def is_firm(filled: Claim, is_named: bool) -> bool:
    """Trust in the reading of a trusted rule; `is_named` says whether the quote names the workers that it counts, or
    counts them with a word for people (45명).

    A plan, a denial or an old figure may be firm, and so may none at all; of numbers that were read as doubted or
    negated three in four were not so in the held reports. People without a place, wages without a period and numbers
    without an order of magnitude are read again, whatever rule read them. A place taken from the context is no reason:
    it is flagged for those who ask where."""
    is_none = filled["polarity"] == "negated" and filled["value_max"] == 0
    if filled["subtype"] == "illustrative" or (filled["polarity"] not in TRUSTED and not is_none):
        return False
    if filled["type"] in COUNTS and not (filled["places"] and (is_named or _is_large(filled))):
        return False
    if filled["subtype"] == "gross" and filled["period"] is None:
        return False
    return _has_size(filled) and not set(filled["flags"]) - HARMLESS


def is_learnt(filled: Claim) -> bool:
    """Whether no row read a claim, but a model that goes by its words."""
    return ".learnt." in str(filled["rule"])


def _is_large(filled: Claim) -> bool:
    """Whether a number is likely one of people though its quote does not name them. Of smaller ones a third was wrong
    in the held reports, of larger ones one in fourteen."""
    size = filled["value_min"] or filled["value_max"] or 10 ** (filled["magnitude"] or 0)
    return bool(size >= UNNAMED)


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
