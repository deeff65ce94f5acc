"""Whether a page lists articles, or shows only the beginning of one (SOURCES.md, traps 1, 13 and 14)."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from lxml import etree

from transforms.characters import weight
from transforms.document import Document, Element, element_text

# A headline says 20 letters or more; menus say less.
_HEADLINE_WEIGHT = 24
_PROSE_WEIGHT = 120
_MIN_HEADLINES = 10
_MAX_BESIDE_LIST = 2
# A teaser of NK News has up to 1,200 characters, the longest of the field; reports that end in an ellipsis are longer.
_MAX_TEASER_WEIGHT = 1600
# Below this what ends in an ellipsis is a call ("Tell us what you think..."), not prose that was cut.
_MIN_CUT_WEIGHT = 40
_FURNITURE = ("nav", "footer", "header", "aside")
# Words of a wall also stand in menus and on links to other reports.
_ASIDE = " or ".join(f"ancestor::{tag}" for tag in (*_FURNITURE, "a", "li"))
# By its whole name, for libxml2 joins what //text() finds in each element in a time that grows with its square.
_TEXTS = etree.XPath(f"/descendant::text()[not({_ASIDE})]", smart_strings=False)
_SENTENCE = re.compile(r"[.!?。！？]")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|⋯|&hellip;)[\"'”’」』)\]]*\s*(?:[\w ]{0,30}[>»→])?$")
_WALL = re.compile(
    r"subscribe (?:now )?to (?:continue|read|unlock|access)|to (?:continue|keep) reading|(?:log|"
    r"sign) in to (?:continue|read)|"
    r"this (?:article|content|story) is (?:for|only available to|available to|reserved for) (?:subscribers|members|"
    r"paid)|"
    r"for subscribers only|subscriber[- ]only|to read the (?:full|rest)|already a (?:subscriber|member)\?|"
    r"유료\s?(?:회원|기사|콘텐츠|구독)|구독자\s?전용|로그인\s?후\s?(?:이용|열람)|전문은.{0,20}(?:구독|유료|로그인)|"
    r"(?:회원|구독자)\s?전용(?:입니다|\s?기사)|(?:로그인|구독|가입).{0,20}전문을 (?:보실|읽으실) 수|"
    r"有料記事です|残り\s*[\d,０-９]+\s*文字|(?:会員|読者)限定(?:の)?記事です|続きを読むには|"
    r"(?:この|本)記事は(?:有料)?(?:会員|読者|購読者)(?:限定|専用)|続き(?:は|を).{0,30}(?:お読み|ご覧)(?:いただけ|になれ)ます|"
    r"订阅后(?:阅读|查看)|仅限(?:会员|订阅)|付费(?:阅读|内容)|訂閱後|"
    r"доступ(?:но|ен)? (?:только )?(?:для |по )?подпис|чтобы (?:читать|прочитать) (?:далее|полностью)|"
    r"оформите подписку|"
    r"(?:abonnieren|anmelden|registrieren)(?: sie sich)?,? um .{0,40}(?:weiter|lesen)|weiterlesen mit|"
    r"(?:exklusiv|nur) für (?:abonnent|mitglieder)|mit .{0,20}(?:plus|abo) weiterlesen",
    re.IGNORECASE,
)
# Pages that draw their text by script say only this without one.
_SHELL = re.compile(
    r"(?:enable|requires?|without) javascript|"
    r"javascript (?:is |to be |zu )?(?:disabled|required|enabled|aktivieren|einschalten)|"
    r"(?:자바\s?스크립트|javascript)[를가]? ?.{0,8}(?:활성화|허용|켜)|(?:[启啟]用|[开開][启啟]|打开) ?javascript|"
    r"javascript\s?を?(?:有効|オン)|включит[ьe]\w* (?:поддержку )?javascript|aktivieren sie (?:bitte )?javascript",
    re.IGNORECASE,
)
_MAX_SHELL_WEIGHT = 250
# A wall speaks of the report that it hides; a log-in form speaks of the site.
_WALLED_REPORT = re.compile(
    r"(?:this|the full) (?:article|story)|(?:이|본) ?기사|전문[을은]|(?:この|本)記事|続き|本文|全文|"
    r"(?:этот|эта) (?:материал|стать)|diese[rn]? (?:artikel|beitrag|text)",
    re.IGNORECASE,
)
_MAX_WALL_WEIGHT = 160
_MAX_MENU_WEIGHT = 100
_MIN_SENTENCE_WEIGHT = 60


def is_listing(page: Document) -> bool:
    """Whether linked headlines outweigh prose on a page: a front page, a section, a search result."""
    aside = {element for box in page.root.iter(*_FURNITURE) for element in box.iter("p", "a")}
    linked = {paragraph for link in page.root.iter("a") if len(link) for paragraph in link.iter("p")}
    paragraphs = [p for p in page.root.iter("p") if p not in aside and p not in linked]
    if _are_summaries(paragraphs) and not _has_block_prose(page):
        return True
    links = (a for a in page.root.iter("a") if a not in aside and a.get("href") is not None)
    headlines = {a.get("href") for a in links if weight(element_text(a)) >= _HEADLINE_WEIGHT}
    if len(headlines) < _MIN_HEADLINES:
        return False
    prose = sum(map(_is_prose, paragraphs))
    return (prose == 0 and not _has_block_prose(page)) or (_is_front(page.url) and prose < len(headlines))


def _are_summaries(paragraphs: Sequence[Element]) -> bool:
    """Whether the sentences stand in items of one list, each under a heading that links to what it sums up; a line
    of copyright or two words about the section may stand beside it."""
    texts = [(p.getparent(), element_text(p)) for p in paragraphs]
    items = [item for item, text in texts if weight(text) >= _MIN_SENTENCE_WEIGHT and _SENTENCE.search(text)]
    lists = Counter((item.tag, item.get("class"), item.getparent()) for item in items).most_common(1)
    kind, count = lists[0] if lists else (None, 0)
    listed = [item for item in items if (item.tag, item.get("class"), item.getparent()) == kind]
    is_list = count >= _MIN_HEADLINES and len(items) - count <= _MAX_BESIDE_LIST and len(set(listed)) == count
    if not is_list:
        return False
    return all(item.xpath("./h2[.//a] | ./h3[.//a] | ./h4[.//a] | ./h5[.//a]") for item in listed)


def _is_prose(paragraph: object) -> bool:
    text = element_text(paragraph)
    return weight(text) >= _PROSE_WEIGHT and bool(_SENTENCE.search(text)) and not _CUT_OFF.search(text)


def _has_block_prose(page: Document) -> bool:
    """Whether a block carries prose of its own beside its children: pages that part paragraphs by <br>."""
    for block in page.root.iter("div", "td", "section", "article", "span"):
        own = (block.text or "") + "".join(child.tail or "" for child in block)
        if weight(own) >= 3 * _PROSE_WEIGHT and _SENTENCE.search(own):
            return True
    return False


def _is_front(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query


def is_teaser(page: Document, paragraphs: Sequence[str]) -> bool:
    """Whether the text stops before its end: short and cut off, or short and followed by a wall."""
    if weight("".join(paragraphs)) > _MAX_TEASER_WEIGHT or not paragraphs:
        return False
    if weight(paragraphs[-1]) >= _MIN_CUT_WEIGHT and _CUT_OFF.search(paragraphs[-1]):
        return True
    free = {str(node.get("isAccessibleForFree")).lower() for node in page.articles} & {"true", "false"}
    if free:
        return "false" in free
    return any(_WALL.search(text) for text in _TEXTS(page.root))


def is_walled(page: Document, paragraphs: Sequence[str]) -> bool:
    """Whether a page that asks to log in shows a sentence of a report, and a wall that speaks of the rest of it."""
    begins = any(weight(p) >= _MIN_SENTENCE_WEIGHT and _SENTENCE.search(p) and not _is_wall(p) for p in paragraphs)
    texts = _TEXTS(page.root) if begins else []
    return any(_is_wall(text) and _WALLED_REPORT.search(text) for text in texts)


def without_wall(paragraphs: Sequence[str]) -> list[str]:
    """A teaser without the lines at its end that are the words of the wall."""
    kept = list(paragraphs)
    while len(kept) > 1 and _is_wall(kept[-1]):
        kept.pop()
    return kept


def _is_wall(line: str) -> bool:
    return weight(line) <= _MAX_WALL_WEIGHT and _WALL.search(line) is not None


def is_menu(paragraphs: Sequence[str]) -> bool:
    """Whether a text is a few words in a few lines, no sentence among them: nothing but a menu was found."""
    is_short = weight("".join(paragraphs)) < _MAX_MENU_WEIGHT
    return is_short and not any(weight(p) >= _HEADLINE_WEIGHT or _SENTENCE.search(p) for p in paragraphs)


def is_shell(paragraphs: Sequence[str]) -> bool:
    """Whether a text only asks for scripts to be allowed: the page has none of its own."""
    asked = [p for p in paragraphs if weight(p) <= _MAX_SHELL_WEIGHT and _SHELL.search(p)]
    others = sum(weight(p) for p in paragraphs if p not in asked)
    return bool(asked) and others < _PROSE_WEIGHT
