"""Bytes to characters, and characters to clean lines: knows encodings and Unicode, nothing of HTML's meaning."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

import cchardet
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

LINE_BREAK = "\ue000"
"""Stands for <br> inside a text while it passes through readers that drop the element; never in an answer."""

_LATIN = {"cp1252", "iso8859-1", "latin-1", "ascii"}
_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ue000\ud800-\udfff]"
    "|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
# Written out or as character references, no XML tree can hold them.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff\ue000]"
    "|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[dD][89a-fA-F]..|[fF]{3}[eEfF]|[eE]000))(?:;|(?![0-9a-fA-F]))"
)
_SPACE = re.compile(r"\s+")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_SNIFFED_BYTES = 200_000


def decode(html: bytes, headers: Mapping[str, str]) -> str:
    """The page's characters without control characters; bytes no encoding explains become U+FFFD.

    A byte order mark decides; then text that is valid UTF-8 with non-ASCII letters is UTF-8 whatever is declared;
    then header, meta element and statistics, each only if it explains the bytes. A declared Latin-1 comes last,
    since it explains any bytes at all (SOURCES.md, trap 23).
    """
    # a form feed is white space in HTML, but no character that lxml puts back into a tree
    return _CONTROL.sub("", _decoded(html, headers).replace("\f", " "))


def _decoded(html: bytes, headers: Mapping[str, str]) -> str:
    bom, mark = read_bom(html)
    if bom and mark:
        return html[len(mark) :].decode(bom, errors="replace")
    text = _strict(html, "utf-8")
    if text is not None:
        return text
    named = list(_declared(html, headers))
    for encoding in sorted(named, key=lambda name: name in _LATIN):
        if (text := _strict(html, encoding)) is not None:
            return text
    return min((html.decode(name, errors="replace") for name in [*named, "utf-8"]), key=lambda t: t.count("\ufffd"))


def _declared(html: bytes, headers: Mapping[str, str]) -> Iterator[str]:
    """Encodings by falling trust: header, meta, statistics; only those Python knows."""
    guess = cchardet.detect(html[:_SNIFFED_BYTES]).get("encoding")
    for name in (
        http_content_type_encoding(headers.get("content-type")),
        html_body_declared_encoding(html[:4096]),
        resolve_encoding(guess) if guess else None,
    ):
        if name:
            yield name


def _strict(html: bytes, encoding: str) -> str | None:
    try:
        return html.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def tidy(text: str) -> str:
    """One clean line: NFC, no control or invisible characters, runs of white space as one blank, none at the ends."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", _UNSEEN.sub("", text))).strip()


def is_spaceless(text: str) -> bool:
    """Whether most letters are of a script in which one character says as much as a short word (Han, kana, Hangul)."""
    return 2 * len(_DENSE.findall(text)) > sum(map(str.isalpha, text))


def weight(text: str) -> int:
    """Length of a text in characters of an alphabetic script: a Han, kana or Hangul character counts as two."""
    return len(text) * 2 if is_spaceless(text) else len(text)
