"""Characters, and clean lines made of them: knows Unicode, nothing of HTML's meaning."""

import re
import unicodedata
from collections.abc import Mapping

from transforms.charset import decoded

LINE_BREAK = "\ue000"
"""Stands for <br> inside a text while it passes through readers that drop the element; never in an answer."""

_UNSEEN = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ue000\ud800-\udfff]"
    "|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
# No XML tree can hold them, neither written out nor as character references.
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff\ue000]")
_CONTROL_REFERENCE = re.compile(
    "&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|[dD][89a-fA-F]..|[fF]{3}[eEfF]|[eE]000))(?:;|(?![0-9a-fA-F]))"
)
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def decode(html: bytes, headers: Mapping[str, str]) -> str:
    """The page's characters without control characters; see `transforms.charset.decoded`."""
    # a form feed is white space in HTML, but no character that lxml puts back into a tree
    characters = decoded(html, headers).replace("\f", " ")
    return _CONTROL_REFERENCE.sub("", _CONTROL.sub("", characters))


def seen(text: str) -> str:
    """The text without its control and invisible characters."""
    return _UNSEEN.sub("", text)


def tidy(text: str) -> str:
    """One clean line: NFC, no control or invisible characters, runs of white space as one blank, none at the ends."""
    line = " ".join(text.split())
    if not line.isprintable():
        line = " ".join(seen(text).split())
    return line if line.isascii() else unicodedata.normalize("NFC", line)


def is_spaceless(text: str) -> bool:
    """Whether most letters are of a script in which one character says as much as a short word (Han, kana, Hangul)."""
    if text.isascii() or _DENSE.search(text) is None:
        return False
    return 2 * len(_DENSE.findall(text)) > sum(map(str.isalpha, text))


def weight(text: str) -> int:
    """Length of a text in characters of an alphabetic script: a Han, kana or Hangul character counts as two."""
    return len(text) * 2 if is_spaceless(text) else len(text)
