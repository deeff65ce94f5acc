"""A page's structure with words of our own: tags, attributes, dates and numbers stay, every text and slug is replaced.
Pure. Fixtures are made so, because what an outlet wrote is not ours to keep here."""

import json
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from bs4 import (
    BeautifulSoup,
    CData,
    Comment,
    Declaration,
    Doctype,
    MarkupResemblesLocatorWarning,
    NavigableString,
    ProcessingInstruction,
    XMLParsedAsHTMLWarning,
)
from bs4.exceptions import ParserRejectedMarkup
from lxml import etree

from scrapers.shapes import moment

Script = str
SENTENCES: Mapping[Script, tuple[str, ...]] = {
    "en": (
        *("The ferry to the island was late again", "A baker counted loaves before the market opened"),
        *("Snow closed the northern road until noon", "The library lent its oldest atlas for a day"),
        *("Children painted the harbour wall blue", "A clock in the square began to run backwards"),
    ),
    "ko": (
        *("섬으로 가는 배가 다시 늦었다", "빵집 주인이 장이 서기 전에 빵을 세었다"),
        *("눈 때문에 북쪽 길이 정오까지 막혔다", "도서관이 오래된 지도책을 하루 빌려주었다"),
        *("아이들이 항구 담을 파랗게 칠했다", "광장의 시계가 거꾸로 돌기 시작했다"),
    ),
    "zh": (
        *("开往小岛的渡船又晚点了", "面包师在集市开门前数面包", "大雪封住北边的路直到中午"),
        *("图书馆把最旧的地图册借出一天", "孩子们把港口的墙刷成蓝色", "广场上的钟开始倒着走"),
    ),
    "ja": (
        *("島へ向かう船がまた遅れた", "パン屋が市の前にパンを数えた", "雪で北の道が昼まで閉じた"),
        *("図書館が古い地図帳を一日貸した", "子どもたちが港の壁を青く塗った", "広場の時計が逆に回り始めた"),
    ),
    "ru": (
        *("Паром на остров снова опоздал", "Пекарь считал хлеб до открытия рынка"),
        *("Снег закрыл северную дорогу до полудня", "Библиотека выдала старый атлас на день"),
        *("Дети покрасили стену гавани в синий цвет", "Часы на площади пошли назад"),
    ),
}
_SCRIPTS: tuple[tuple[Script, re.Pattern[str]], ...] = (
    ("ko", re.compile(r"[\uac00-\ud7a3]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_LETTERS = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[A-Za-z]{2,}")
# Letters of a date and what stands beside one: "Mon, 2 Dec 2019 09:00 KST", "입력 2019년 12월 2일 오전".
_DATE_LETTERS = 14
_DATE_MAX_CHARACTERS = 45
_URL_NAMES = {"href", "src", "action", "url", "link", "guid", "id", "loc", "content_url", "srcset", "poster"}
_TEXT_ATTRIBUTES = {
    *("title", "alt", "content", "placeholder", "aria-label", "summary", "value", "label", "term", "abbr", "download"),
}
_DIGIT = re.compile(r"\d")
# 02-1234-5678, (031) 123-4567, +82 10 1234 5678, 01012345678, 1588-1234; no date has groups like these.
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\(\d{2,4}\) ?|\d{2,4}[ .)-] ?)\d{3,4}[ .-]\d{4}"
    r"|\+\d[\d ().-]{6,}\d|0\d{8,10}|1[568]\d\d-\d{4})(?![\w-])"
)
_CODE = ("script", "style", "svg", "noscript", "template", "iframe", "object")
_KEPT_TEXT = {
    *("language", "lang", "generator", "ttl", "lastbuilddate", "pubdate", "published", "updated", "modified", "date"),
    *("lastmod", "publication_date", "changefreq", "priority", "updateperiod", "updatefrequency", "type", "status"),
}


def script_of(text: str) -> Script:
    """The language in whose script most of a text is written: ko, ja, zh, ru, else en. Han letters beside Hangul or
    Kana are Korean or Japanese."""
    return next((name for name, letters in _SCRIPTS if letters.search(text)), "en")


def imitation(content: bytes, content_type: str = "") -> bytes:
    """The same page (JSON, XML or HTML) in UTF-8 with invented texts. Numbers, dates, tags, classes and the fixed parts
    of addresses stay. Raises nothing on any bytes; of what cannot be read nothing is kept."""
    words = _Words()
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:300].lower()
    if start[:1] in (b"[", b"{"):
        return _json(content, words)
    is_xml = start.startswith(b"<?xml") or re.match(rb"<(rss|feed|urlset|sitemapindex|rdf:rdf)\b", start)
    if is_xml and b"<html" not in start:
        return _xml(content, words)
    return _html(content, content_type, words)


@dataclass
class _Words:
    """What stands for what: the same slug becomes the same placeholder, and each text another sentence."""

    slugs: dict[str, str] = field(default_factory=dict)
    told: int = 0

    def text(self, original: str) -> str:
        """Own words of about the same length, in the same script; dates, numbers and signs stay, the digits of a number
        to call become noughts."""
        bare = original.strip()
        if not _LETTERS.search(bare) or is_date(bare):
            return _PHONE.sub(lambda number: _DIGIT.sub("0", number.group()), original)
        sentences = SENTENCES[script_of(bare)]
        self.told += 1
        filler, turn = f"{sentences[self.told % len(sentences)]} {self.told}", self.told
        while len(filler) < len(bare) // 2:
            turn += 1
            filler += f". {sentences[turn % len(sentences)]}"
        return original.replace(bare, filler if len(bare) > 6 else filler.split()[-2][: len(bare)])

    def markup(self, original: str) -> str:
        """As text; markup inside a text becomes one paragraph."""
        if "<" not in original:
            return self.text(original)
        plain = " ".join(re.sub(r"<[^>]*>", " ", original).split())
        return f"<p>{self.text(plain)}</p>" if plain else ""

    def address(self, original: str) -> str:
        """The address with each slug replaced; host, sections, numbers and the ending stay. A mail address goes."""
        try:
            parts = urlsplit(original.strip())
        except ValueError:
            return "#"
        if not (parts.netloc or parts.path or parts.query):
            return original
        if parts.scheme not in ("", "http", "https"):
            return "#"
        path = "/".join(self._segment(segment) for segment in parts.path.split("/"))
        query = re.sub(r"(=)([^&]*)", lambda match: match.group(1) + self._segment(match.group(2)), parts.query)
        return urlunsplit((parts.scheme, parts.netloc, path, query, ""))

    def _segment(self, segment: str) -> str:
        bare, dot, ending = segment.rpartition(".")
        name, ending = (bare, dot + ending) if bare and len(ending) <= 5 else (segment, "")
        is_slug = len(_WORD.findall(name)) >= 3 or "%" in name or not name.isascii()
        if not is_slug:
            return segment
        return self.slugs.setdefault(name, f"invented-report-{len(self.slugs) + 1}") + ending


def is_date(text: str) -> bool:
    """Whether a short text is a date with hardly anything beside it: in any zone, so that of boards, 26-11-20, too."""
    if len(text) > _DATE_MAX_CHARACTERS or not _DIGIT.search(text) or moment(text, "Asia/Seoul") is None:
        return False
    return len(_LETTERS.findall(text)) <= _DATE_LETTERS


# --- the three kinds of pages --------------------------------------------------------------------------------------


def tree(content: bytes, content_type: str = "") -> BeautifulSoup:
    """The tree of an HTML page in its own charset; empty for what is no markup."""
    charset = re.search(r"charset=[\"']?([\w.:-]{1,40})", content_type, re.IGNORECASE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        try:
            return BeautifulSoup(content, "lxml", from_encoding=charset.group(1) if charset else None)
        except (ParserRejectedMarkup, LookupError, ValueError, AssertionError):
            return BeautifulSoup("", "lxml")


def _json(content: bytes, words: _Words) -> bytes:
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        return b"[]\n"
    return (json.dumps(_value("", answer, words), ensure_ascii=False, indent=1) + "\n").encode()


def _value(name: str, value: Any, words: _Words) -> Any:
    if isinstance(value, dict):
        return {key: _value(key, inner, words) for key, inner in value.items()}
    if isinstance(value, list):
        return [_value(name, inner, words) for inner in value]
    return _replaced(name, value, words) if isinstance(value, str) else value


def _replaced(name: str, text: str, words: _Words) -> str:
    """The stand-in of one named text."""
    bare = name.lower()
    if bare in _KEPT_TEXT:
        return text
    if is_date(text.strip()):
        return words.text(text)
    is_address = re.match(r"\s*(?:https?:)?//\S+\s*$", text) or (bare in _URL_NAMES and " " not in text.strip())
    if bare == "slug" or is_address:
        return words.address(text)
    return words.markup(text)


def _xml(content: bytes, words: _Words) -> bytes:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(content, parser)
    if root is None:
        return b"<rss/>\n"
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if element.text and element.text.strip():
            replaced = _replaced(name, element.text, words)
            element.text = etree.CDATA(replaced) if "<" in replaced else replaced
        for attribute, value in element.attrib.items():
            element.set(attribute, _attribute(etree.QName(attribute).localname, value, words))
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _html(content: bytes, content_type: str, words: _Words) -> bytes:
    soup = tree(content, content_type)
    for element in soup(_CODE):
        element.decompose()
    for text in list(soup.find_all(string=True)):
        _replace_string(text, words)
    for element in soup.find_all(True):
        for name, value in list(element.attrs.items()):
            if name.startswith(("on", "data-")) or name == "style":
                del element[name]
            elif isinstance(value, str) and not (element.name == "meta" and "charset" in value + name):
                element[name] = _attribute(name, value, words)
    return bytes(soup.encode("utf-8"))


def _replace_string(text: NavigableString, words: _Words) -> None:
    if isinstance(text, Doctype):
        return
    if isinstance(text, Comment | CData | Declaration | ProcessingInstruction):
        text.extract()
    elif text.strip():
        text.replace_with(words.text(str(text)))


def _attribute(name: str, value: str, words: _Words) -> str:
    replace: Callable[[str], str] | None = None
    if name.lower() in _URL_NAMES - {"id"} or re.match(r"(?:https?:)?//", value):
        replace = words.address
    elif not value.isascii() or (name.lower() in _TEXT_ATTRIBUTES and _says_something(value)):
        replace = words.text
    return replace(value) if replace else value


def _says_something(value: str) -> bool:
    """Whether an attribute holds words, a mail address or a number to call, not only a name of the program's own."""
    return " " in value.strip() or "@" in value or _PHONE.search(value) is not None
