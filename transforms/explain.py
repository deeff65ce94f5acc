"""Explains a reading: `python -m transforms.explain FILE|-` prints a text with its claims marked, the rule that read
each, near misses.

The first line of the file is the title if a blank line follows it; `--published` gives the day from which times are
reckoned.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from transforms.claims import near_misses, read, told
from transforms.language import language
from transforms.relevance import against, relevance, signs


def explained(report: dict[str, Any], lang: str = "en") -> str:
    """The text with [n: ...] around each claim, then one line a claim and one a near miss; claims are told in `lang`,
    en or one of told.LANGUAGES."""
    claims = read(report)
    relevant = relevance(report["title"], report["text"], report["lang"])
    word = "relevant" if relevant.is_relevant else "not relevant"
    head = f"language {report['lang']}, {word} ({relevant.score:.2f}), {len(claims)} claims"
    if not relevant.is_relevant:
        head += "\n" + _why_not(report)
        if relevant.score:  # the rules leave it to the words
            words = against(report["title"], report["text"], report["lang"])
            head += f"\nwords that speak against it: {', '.join(words[:SHOWN])}"
    listed = [line for number, claim in enumerate(claims, 1) for line in _claim_lines(number, claim, lang)]
    missed = [
        f"  {report['text'][miss.start : miss.end]!r} at {miss.start}: {miss.reason}"
        for miss in near_misses(report, claims)
    ]
    return "\n".join(
        [head, "", _marked(report["text"], claims), "", *listed, *(["near misses:", *missed] if missed else [])]
    )


ASKED = {"north": "North Korea", "worker": "workers", "abroad": "a place or a move abroad"}
SHOWN = 3  # words of a group, so that the reason stays one line


def _why_not(report: dict[str, Any]) -> str:
    """Which words were found and which were missed."""
    found = signs(report["title"], report["text"], report["lang"])
    if not found:
        return "not relevant because reports in this language are not judged"
    groups = {
        "north": found["north"] or found["faint"],
        "worker": found["worker"],
        "abroad": found["abroad"] + found["host"] + found["overseas"] + found["law"] + found["move"],
    }
    missed = " or ".join(words for group, words in ASKED.items() if not groups[group])
    home = ", ".join((found["home"] + found["rival"])[:SHOWN])
    reason = (
        f"no word for {missed} stands in it"
        if missed
        else f"of words for other subjects: {home}"
        if home
        else "too little of it speaks of work abroad"
    )
    named = "; ".join(", ".join(words[:SHOWN]) for words in groups.values() if words)
    return f"not relevant because {reason}" + (f"; found: {named}" if named else "")


def _marked(text: str, claims: list[dict[str, Any]]) -> str:
    """Brackets set from the end, so that earlier offsets stay true; claims may overlap."""
    marks = [(claim["end"], 0, f" :{number}]") for number, claim in enumerate(claims, 1)]
    marks += [(claim["start"], 1, f"[{number}: ") for number, claim in enumerate(claims, 1)]
    for at, _, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


def _claim_lines(number: int, claim: dict[str, Any], lang: str) -> list[str]:
    grounds = claim["details"].get("grounds")
    words = f", by the words {grounds}" if grounds else ""
    flags = f", flags {', '.join(claim['flags'])}" if claim["flags"] else ""
    kind = f"{claim['type']}/{claim['subtype']}" if claim["subtype"] else claim["type"]
    trust = "firm" if claim["firm"] else "to be read again"
    return [
        f"{number:3}. {claim['sentence'] if lang == 'en' else told.told(claim, lang)}",
        f"     {kind}, {claim['polarity']}, {claim['scope']}, rule {claim['rule']}, {trust}{flags}{words}",
    ]


def main(arguments: list[str] | None = None) -> int:
    """Prints the explanation of one text; 0, but 1 with one line on stderr for a file that cannot be read, and 2 for a
    wrong command line (argparse)."""
    parser = argparse.ArgumentParser(
        prog="python -m transforms.explain",
        description=__doc__,
        epilog="example: python -m transforms.explain article.txt --published 2019-12-02",
    )
    parser.add_argument("file", metavar="FILE|-")
    parser.add_argument("--published", metavar="YYYY-MM-DD", help="day on which the text was published")
    parser.add_argument("--lang", help="ISO 639-1 code of the text, if it should not be found out from the text")
    parser.add_argument(
        "--in", dest="told_in", choices=("en", *told.LANGUAGES), default="en", help="language in which claims are told"
    )
    given = parser.parse_args(arguments)
    try:
        content = sys.stdin.read() if given.file == "-" else Path(given.file).read_text(encoding="utf-8")
    except OSError as error:
        print(f"{given.file}: cannot be read: {error.strerror}", file=sys.stderr)
        return 1
    except UnicodeDecodeError as error:
        print(f"{given.file}: is no UTF-8 text (byte {error.start})", file=sys.stderr)
        return 1
    first, blank, rest = content.partition("\n\n")
    title, text = (
        (first.strip(), rest)
        if blank and "\n" not in first.strip() and len(first) < 200 and rest.strip()
        else ("", content)
    )
    report = {"title": title, "text": text, "published": given.published, "lang": given.lang or language(text)}
    print(explained(report, given.told_in))
    return 0


if __name__ == "__main__":
    sys.exit(main())
