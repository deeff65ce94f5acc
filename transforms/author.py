"""Who signs a report: names of people or agencies; no role, no day, no handle, and not the outlet itself."""

import html as entities
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from lxml import etree

from transforms.characters import tidy, weight
from transforms.document import Document, spaced_text
from transforms.outlet import Outlet, outlet_of

_METAS = ("author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
          "byl", "dable:author", "article:author")  # fmt: skip
_SHOWN = etree.XPath("//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')][not(self::meta)]")
_MAX_NODES, _MAX_SHOWN, _MAX_LISTED = 5, 5, 20
_MIN_WEIGHT, _MAX_CHARACTERS = 2, 80
# What signs a text may be much longer than a name before role and address are cut off.
_MAX_WRITTEN = 500
_AUTHOR_LABEL = re.compile(
    r"written|author|posted by|verfasst|geschrieben|autor|écrit|escrito|작성|글쓴이|作者|著者|автор|執筆", re.IGNORECASE
)
# What stands before a name; in a byline with a day the name may follow it ("Monday, 3 May by ...").
_BEFORE = re.compile(
    r"^(?:(?:written |posted |story )?by|(?:erstellt )?von|par|por|автор(?:ы)?|корреспондент|作者|撰文|文|글"
    r"|(?:本报)?记者|記者|기자)(?:(?<=[^\x00-\x7f])|\b)[\s:：=＝]*|^\([^)]{2,20}=[^)]{2,20}\)\s*",
    re.IGNORECASE,
)
_LATE_BY = re.compile(r"^[^@]*\d[^@]*\b[Bb]y\s+(?=[A-Z])")
# Where a name ends: a role, a day or hour, a handle or address, another paper.
_AFTER = re.compile(
    r"\s*(?:기자|특파원|선임기자|논설위원|記者|记者|特派員|報道員)(?=\s|$|[=＝,)]).*"
    r"|\s*[\w.+-]*@[\w.-]+.*"
    r"|(?<=\w)\s*[·•|/].*|\s*\(\s*\).*"
    r"|[\s,–—-]*\b(?:published|updated|posted|last modified|aktualisiert|veröffentlicht|publié|actualizado)\b.*"
    r"|[\s,–—-]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day[,\s]+)?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? )?\d.*"
    r"|,[^,]*\b(?:writer|reporter|correspondent|editor)s?$|\s+(?:staff writers?|twitter|facebook|linkedin)$"
    r"|\s+for (?:the )?(?:[a-z]+ )*(?:mail ?online|mail on sunday|daily mail|news|online|times|post|press)$"
    r"|\s+(?:著|訳|監訳|文|글)(?=$|[、,]).*",
    re.IGNORECASE,
)
_ENDS = " \"'“”„«»‘’*•|/,;:–—-=("
# Who took the picture, who looked at the text or where it comes from is not who wrote it.
_OTHER = re.compile(
    r"^(?:photo|foto|фото|image|bild|사진|写真|图|圖|illustration|source|quelle|источник|출처|来源|來源|编辑|編集"
    r"|责任编辑|責任編輯)\W|^\(|^(?:reviewed|edited|developed|translated|fact.checked|medically)\b",
    re.IGNORECASE,
)
_ROLES = frozenset(
    {"admin", "administrator", "editor", "editors", "editorial", "staff", "guest", "contributor", "contributors",
     "team", "desk", "newsroom", "newsdesk", "publisher", "author", "webmaster", "user", "anonymous", "reporter",
     "writer", "correspondent", "redaktion", "gast", "gastautor", "rédaction", "redacción", "redação", "redazione",
     "redakcja", "редакция", "гость", "админ", "администратор", "관리자", "편집부", "운영자", "기자", "데스크",
     "编辑部", "編輯部", "编辑", "小编", "管理员", "記者", "记者", "編集部", "管理者"}
)  # fmt: skip
_DAYS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
     "mon", "tue", "wed", "thu", "fri", "sat", "sun"}
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")


def author(document: Document) -> str | None:
    """Names joined by a comma, as the first place that gives any has them; None if nobody is named."""
    outlet = outlet_of(document)
    for signed in _signed(document):
        names = [name for written in signed if (name := _name(written)) and not _is_nobody(name, outlet)]
        if names:
            return ", ".join(dict.fromkeys(names))
    return None


def _signed(document: Document) -> Iterator[list[str]]:
    """The names that each place gives: JSON-LD, metadata, a byline."""
    for node in document.articles[:_MAX_NODES]:
        yield [written for person in _listed(node.get("author")) if isinstance(written := _called(person), str)]
    yield from ([document.metas[name]] for name in _METAS if name in document.metas)
    if _AUTHOR_LABEL.search(document.metas.get("twitter:label1", "")):
        yield [document.metas.get("twitter:data1", "")]
    yield from ([spaced_text(element)] for element in islice(_SHOWN(document.root), _MAX_SHOWN))


def _listed(value: Any) -> Sequence[Any]:
    return value[:_MAX_LISTED] if isinstance(value, list) else [value]


def _called(person: Any) -> Any:
    name = person.get("name") if isinstance(person, dict) else person
    return name[0] if isinstance(name, list) and name else name


def _name(written: str) -> str:
    """The name in what is written; empty where it holds none."""
    name = _BEFORE.sub("", _LATE_BY.sub("", tidy(entities.unescape(written[:_MAX_WRITTEN]))))
    if _OTHER.match(name) or "://" in name:
        return ""
    for _ in range(2):  # a role may stand before the day that was cut
        name = _AFTER.sub("", name.lstrip(_ENDS)).rstrip(_ENDS)
    is_name = weight(name) >= _MIN_WEIGHT and len(name) <= _MAX_CHARACTERS and any(map(str.isalpha, name))
    return name if is_name and not any(map(str.isdigit, name)) else ""


def _is_nobody(name: str, outlet: Outlet) -> bool:
    words = _WORD.findall(name.casefold())
    return outlet.is_named(name) or not words or not _ROLES.isdisjoint((words[0], words[-1])) or _DAYS.issuperset(words)
