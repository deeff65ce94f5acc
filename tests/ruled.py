"""What the rules alone read of a report, before it is settled with words and network."""

from collections.abc import Mapping
from typing import Any

from transforms.claims import by_rules
from transforms.claims.learnt import Seen
from transforms.claims.scene import Claim, Report, scenes
from transforms.claims.when import published_day
from transforms.claims.wordings import worded


def by_the_rules(report: Mapping[str, Any]) -> list[Claim]:
    """The claims of `{title, text, published, lang}` with the polarity, kind and place that the rules give them."""
    given = Report(report["title"], report["text"], report["lang"], published_day(report["published"]))
    found = [worded(scene) for scene in scenes(given)]
    return [claim for own in by_rules(Seen(found), found) for claim in own]
