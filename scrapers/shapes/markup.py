"""Markup that a listing arrives in: HTML in any charset, XML without entities, text without tags. Never raises."""

import html
import re
import warnings
import zlib
from itertools import islice
from typing import Any

import cchardet
from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.exceptions import ParserRejectedMarkup
from lxml import etree
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

UNPACKED_MAX_BYTES = 20_000_000
"""What a listing that is a gzip file may hold; as Page.content allows."""
TAGS_MAX = 100_000
"""Tags of an HTML page that are read: four seconds of one core at most, whatever stands inside what."""

_START_BYTES = 4_000
_BEFORE_ROOT = ((b"<!--", b"-->"), (b"<?", b"?>"))
_ROOT = re.compile(rb"<!?[a-z]")
_XML_ROOT = re.compile(rb"<(?:rss|feed|urlset|sitemapindex|rdf:rdf|!doctype(?! +html))\b")
_TAG = re.compile(r"<[^<>]*>")
# References to half a character, which a lenient XML reader takes and cannot give back.
_HALF = re.compile(r"&#(?:x0*d[89a-f]..|0*5(?:529[6-9]|5[3-9]..|6...|7[0-2]..|73[0-3].|734[0-3]));?", re.IGNORECASE)
_LATIN = {"cp1252", "iso8859-1", "latin-1", "ascii"}
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}


def plain(markup: object) -> str:
    """A title or summary as one line of text; empty for what is no text."""
    return one_line(html.unescape(_TAG.sub(" ", markup))) if isinstance(markup, str) else ""


def one_line(text: str) -> str:
    """A text without line breaks, double spaces and characters that nobody sees."""
    line = " ".join(text.split())
    return line if line.isprintable() else " ".join("".join(c for c in line if c.isprintable() or c == " ").split())


def decoded(content: bytes, content_type: str) -> str:
    """The text of a page whose header or markup may lie: UTF-8 if it is that, else the first declared charset that
    fits, else the likeliest."""
    mark, _ = read_bom(content)
    declared = (http_content_type_encoding(content_type), html_body_declared_encoding(content[:4096]))
    # what Latin-1 is declared for by servers that know nothing, it explains: it comes last
    for name in filter(None, (mark, "utf-8", *sorted(declared, key=lambda name: name in _LATIN))):
        try:
            return content.decode(name).removeprefix("\ufeff")
        except (ValueError, LookupError):
            continue
    likely = cchardet.detect(content[:100_000])["encoding"] or "utf-8"
    try:
        return content.decode(likely, "replace")
    except (ValueError, LookupError):
        return content.decode("utf-8", "replace")


def is_html(content: bytes) -> bool:
    """Whether a page is HTML, by its first tag behind declarations and comments: no feed, sitemap or JSON."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:_START_BYTES].lower()
    while (closing := next((end for begin, end in _BEFORE_ROOT if start.startswith(begin)), None)) is not None:
        start = start.partition(closing)[2].lstrip()
    return bool(_ROOT.match(start)) and not _XML_ROOT.match(start)


def first_tags(content: bytes, count: int) -> bytes:
    """A page up to its first `count` tags."""
    if content.count(b"<") <= count:
        return content
    return content[: next(islice(re.finditer(b"<", content), count, None)).start()]


def soup(content: bytes, content_type: str) -> tuple[BeautifulSoup, bool]:
    """The tree of an HTML page, and whether it is the whole page; empty for what is no markup."""
    head = first_tags(content, TAGS_MAX)
    return _tree(decoded(head, content_type)), len(head) == len(content)


def _tree(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        try:
            return BeautifulSoup(text if "<" in text else "<p>", "lxml")
        except (ParserRejectedMarkup, ValueError, AssertionError):
            return BeautifulSoup("<p>", "lxml")


def unpacked(content: bytes) -> tuple[bytes, bool]:
    """The content of a gzip file, or what came if it is none; and whether it is whole. At most UNPACKED_MAX_BYTES."""
    if content[:2] != b"\x1f\x8b":
        return content[:UNPACKED_MAX_BYTES], len(content) <= UNPACKED_MAX_BYTES
    stream = zlib.decompressobj(31)
    try:
        whole = stream.decompress(content, UNPACKED_MAX_BYTES)
    except zlib.error:
        return b"", False
    return whole, stream.eof


def narrowed(content: bytes) -> bytes:
    """XML in UTF-16 as UTF-8, so that its bytes can be searched; other content as it is."""
    charset = _WIDE.get(content[:2])
    if charset is None:
        return content
    text = content.decode(charset, "replace").removeprefix("\ufeff")
    return re.sub(r"^\s*<\?xml[^<>]*>", "", text).encode("utf-8", "replace")


def without_entities(content: bytes) -> bytes:
    """XML that declares no entity, neither one that grows nor one that names a file or an address."""
    return re.sub(rb"<!ENTITY", b"<!NOTHING", content, flags=re.IGNORECASE)


def xml(content: bytes, is_lenient: bool = True) -> Any | None:
    """The root of an XML document, read without entities, DTD or network; None if it has no element, or if it is not
    valid and not read leniently."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=is_lenient
    )
    text = _HALF.sub("", re.sub(r"^\s*<\?xml[^<>]*>", "", decoded(content, "")))
    try:
        return etree.fromstring(without_entities(text.encode("utf-8", "replace")).strip(), parser)
    except (etree.LxmlError, LookupError, ValueError):
        return None


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment or an instruction."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def child_text(element: Any, *path: str) -> str | None:
    """The text of the first descendant reached by these local names, or None."""
    for name in path:
        found = next((child for child in element if local_name(child) == name), None)
        if found is None:
            return None
        element = found
    return one_line("".join(element.itertext())) or None
