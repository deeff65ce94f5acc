"""Which encoding the bytes of a page are in: marks first, then what is declared, weighed against what it reads as."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import cchardet
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from transforms import vocab

_MARKUP_BYTES = 4096
# From the first byte that is no ASCII on: pages say in it what they are in, scripts aside.
_WEIGHED_BYTES = 60_000
_SNIFFED_BYTES = 200_000
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
# Escapes of ISO-2022-JP: to JIS X 0208, and back.
_ESCAPES = re.compile(rb"\x1b\$[@B].{2,400}?\x1b\([BJ]", re.DOTALL)
# Markup in UTF-16 is every other byte zero; a page of ordinary length has more markup than this.
_ZERO_SHARE = 0.2
# What a declaration weighs against a reading, which weighs 1 if as many of its letters are common ones as usual, .25 if
# half as many are. The right reading of a page weighs .8 and more, a wrong one under .3 (tests/test_characters.py).
_DECLARED, _DECLARED_LATIN, _GUESSED = 0.25, 0.05, 0.1
# A share of so few letters says little: some twenty outweigh a declaration.
_SHRINK = 20
_DAMAGE = 4
# Two alphabets in one word are none: the accents of a French text read as Cyrillic.
_MIXED = re.compile("[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_BROKEN_SHARE = 0.1
_LATIN = frozenset({"cp1252", "iso8859-1", "latin-1", "ascii", "iso8859-15"})
# What a page can be in: Python knows codecs besides that are none (rot13, zip) or that make control characters.
_CHARSETS = frozenset(
    {"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "ascii", "latin-1", "gb2312",
     "gbk", "gb18030", "hz", "big5", "big5hkscs", "cp950", "cp932", "shift_jis", "shift_jis_2004", "shift_jisx0213",
     "euc_jp", "euc_jis_2004", "euc_jisx0213", "iso2022_jp", "iso2022_jp_2", "iso2022_jp_ext", "cp949", "euc_kr",
     "johab", "iso2022_kr", "koi8-r", "koi8-u", "cp866", "cp874", "tis-620", "mac-roman", "mac-cyrillic", "ptcp154",
     "kz1048", *(f"cp125{number}" for number in range(9)), *(f"iso8859-{number}" for number in range(1, 17))}
)  # fmt: skip


# Without a mark they are little-endian (whatwg encoding standard); Python's codecs of the bare names refuse the page.
_UNMARKED = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}


@dataclass(frozen=True)
class Encoding:
    """What a page is in: the name of a Python codec, and how many bytes its byte order mark has."""

    name: str
    mark_bytes: int = 0

    @property
    def is_stateless(self) -> bool:
        """Whether each letter has its own bytes, whatever stands before it."""
        return not self.name.startswith(("iso2022", "hz", "utf-7"))


def decoded(html: bytes, headers: Mapping[str, str]) -> str:
    """The page's characters; bytes that the encoding does not explain become U+FFFD."""
    encoding = encoding_of(html, headers)
    return html[encoding.mark_bytes :].decode(encoding.name, errors="replace")


def encoding_of(html: bytes, headers: Mapping[str, str]) -> Encoding:
    """The encoding of a page. A byte order mark decides; then text that is valid UTF-8 is UTF-8 whatever is declared.
    Else it is the declared one, unless another reads as the running text of its language and the declared one does not.
    """
    bom, mark = read_bom(html)
    if bom and mark:
        return Encoding(bom, len(mark))
    encoding = _of_zeros(html) or _of_escapes(html) or ("utf-8" if _is_utf_8(html) else None)
    return Encoding(encoding or _weighed(html, headers))


def _of_zeros(html: bytes) -> str | None:
    head = html[:_MARKUP_BYTES]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < _ZERO_SHARE * len(head) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _of_escapes(html: bytes) -> str | None:
    found = _ESCAPES.search(html)
    return "iso2022_jp" if found and _is_valid(found[0], "iso2022_jp") else None


def _is_utf_8(html: bytes) -> bool:
    """Whether the bytes are UTF-8, or would be but for a few letters that were cut in half."""
    if _is_valid(html, "utf-8"):
        return True
    text = _read(_sample(html), "utf-8")
    letters, broken = sum(sign > "\x7f" for sign in text), text.count("\ufffd")
    return broken <= _BROKEN_SHARE * letters


def _is_valid(html: bytes, encoding: str) -> bool:
    """Whether an encoding explains the bytes; they may end in the midst of a letter."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(html)
    except UnicodeError:
        return False
    return True


def _weighed(html: bytes, headers: Mapping[str, str]) -> str:
    """The candidate whose reading of a sample weighs most; of equals the first, which is the most trusted."""
    sample = _sample(html)
    weights = {name: trust + _plausibility(sample, name, trust > 0) for name, trust in _candidates(html, headers)}
    return max(weights, key=lambda name: weights[name])


def _sample(html: bytes) -> bytes:
    first = _NOT_ASCII.search(html)
    start = first.start() if first else 0
    return html[start : start + _WEIGHED_BYTES]


def _read(sample: bytes, encoding: str) -> str:
    """A sample that may end in the midst of a letter."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(sample)


def _candidates(html: bytes, headers: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """Encodings that may explain a page, each once, and what speaks for them besides their reading."""
    guess = cchardet.detect(html[:_SNIFFED_BYTES]).get("encoding")
    named = (
        (http_content_type_encoding(headers.get("content-type")), _DECLARED),
        (html_body_declared_encoding(html[:_MARKUP_BYTES]), _DECLARED),
        (resolve_encoding(guess) if guess else None, _GUESSED),
        ("utf-8", 0.0),
        *((encoding, 0.0) for habit in _habits() for encoding in habit.encodings),
    )
    seen: set[str] = set()
    for written, trust in named:
        name = _UNMARKED.get(written or "", written)
        if name in _CHARSETS and name not in seen:
            seen.add(name)
            yield name, min(trust, _DECLARED_LATIN) if name in _LATIN else trust


def _plausibility(sample: bytes, encoding: str, is_named: bool) -> float:
    """How near the share of common letters comes to that of a text, damage counted against it; at most 1.

    An encoding that nobody named is judged by the letters of the languages it was made for.
    """
    text = _read(sample, encoding)
    seen = Counter(sign for sign in text if sign > "\x7f")
    if not seen:
        return 0.0
    damage = sum(count for sign, count in seen.items() if _is_damage(sign)) + len(_MIXED.findall(text))
    usable = _habits() if is_named else [habit for habit in _habits() if encoding in habit.encodings]
    common = max((habit.nearness(seen) for habit in usable), default=0.0)
    return common - _DAMAGE * damage / seen.total()


def _is_damage(sign: str) -> bool:
    return sign == "\ufffd" or "\x7f" < sign < "\xa0" or "\ue000" <= sign <= "\uf8ff"


@dataclass(frozen=True)
class _Habit:
    """The common letters of a language, their share among those of a text that are no ASCII, and its encodings."""

    letters: frozenset[str]
    share: float
    encodings: tuple[str, ...]

    def nearness(self, seen: Counter[str]) -> float:
        """1 where as many letters are common as usual, less by the square: half as many are found by chance."""
        common = sum(count for sign, count in seen.items() if sign in self.letters)
        return min(common / (seen.total() + _SHRINK) / self.share, 1.0) ** 2


@cache
def _habits() -> tuple[_Habit, ...]:
    return tuple(
        _Habit(frozenset(row["letters"]), float(row["share"]), tuple(row["encodings"].split("|")))
        for row in vocab.rows("letters")
    )
