"""The reports of the sample web, one file a version: its facts as TOML between two +++ lines, then its text."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Report:
    """One version as its outlet published it. `blocks` keeps captions at their place: (is_caption, text). A document
    is sent as a PDF, a scan as one that is a picture of its text."""

    source: str
    path: str
    night: int
    title: str
    author: str
    published: datetime
    modified: datetime | None
    translator: str | None
    is_teaser: bool
    is_document: bool
    is_scan: bool
    blocks: tuple[tuple[bool, str], ...]

    @property
    def text(self) -> str:
        """The paragraphs without captions, joined by an empty line."""
        return "\n\n".join(text for is_caption, text in self.blocks if not is_caption)


def read_report(file: Path) -> Report:
    """The version that stands in `file`. Raises KeyError if a fact is missing, ValueError without a +++ head."""
    _, head, body = file.read_text(encoding="utf-8").split("+++\n", 2)
    facts = tomllib.loads(head)
    return Report(
        source=file.parent.name,
        path=facts["path"],
        night=facts["night"],
        title=facts["title"],
        author=facts["author"],
        published=facts["published"],
        modified=facts.get("modified"),
        translator=facts.get("translator"),
        is_teaser=facts.get("teaser", False),
        is_document=facts.get("document", False),
        is_scan=facts.get("scan", False),
        blocks=tuple(_block(part) for part in body.strip().split("\n\n")),
    )


def _block(part: str) -> tuple[bool, str]:
    text = " ".join(line.removeprefix("> ") for line in part.strip().splitlines())
    return part.lstrip().startswith("> "), text


@cache
def all_versions() -> tuple[Report, ...]:
    """Every version of every report, in the order of its night."""
    found = (read_report(file) for file in sorted(TEXTS.glob("*/*.md")))
    return tuple(sorted(found, key=lambda report: (report.night, report.source, report.path)))


@cache
def reports(night: int) -> tuple[Report, ...]:
    """What stands on the web in `night`, newest first: of each report its latest version."""
    latest = {(report.source, report.path): report for report in all_versions() if report.night <= night}
    return tuple(sorted(latest.values(), key=lambda report: (report.published, report.path), reverse=True))
