"""PDF files written by hand for the tests: lines at their places, in the font every reader has or in one of Hangul.

Structure: ISO 32000-1, 7.5 (header, objects, cross-reference table, trailer) and 9.10.3 (ToUnicode).
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence

Line = tuple[float, float, float, str]
"""Points from the left and from the bottom of a page of 595 by 842, the font's size in points, and the text."""

_LATIN = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_WIDE = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Batang /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R"
    b" >>"
)
_DESCENDANT = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Batang /DW 1000"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)
def column(
    lines: Iterable[str], *, x: float = 72, top: float = 760, leading: float = 14, size: float = 11
) -> list[Line]:
    """Lines one below the other; an empty one is a gap of half a line more."""
    placed, y = [], top
    for line in lines:
        if line:
            placed.append((x, y, size, line))
        y -= leading if line else leading / 2
    return placed


def wrapped(paragraphs: Iterable[str], width: int = 70) -> list[str]:
    """Paragraphs as lines of at most `width` characters with an empty line between them."""
    lines: list[str] = []
    for paragraph in paragraphs:
        lines.append("")
        for word in paragraph.split():
            longer = f"{lines[-1]} {word}".strip()
            lines[-1:] = [longer] if len(longer) <= width else [lines[-1], word]
        lines.append("")
    return lines[:-1]


def paper(pages: Sequence[Sequence[Line]], info: Mapping[str, str] | None = None, *, is_packed: bool = False) -> bytes:
    """A file of these pages; `info` is its document information, `is_packed` deflates the streams."""
    letters = "".join(sorted({sign for lines in pages for *_, text in lines if not _is_latin(text) for sign in text}))
    return file_of([_content(lines) for lines in pages], info, letters, is_packed=is_packed)


def file_of(
    contents: Sequence[bytes], info: Mapping[str, str] | None = None, letters: str = "", *, is_packed: bool = False
) -> bytes:
    """A file whose pages have these content streams; `letters` are those that the wide font knows."""
    first = 8
    kids = b" ".join(b"%d 0 R" % (first + 2 * place) for place in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d /MediaBox [0 0 595 842]"
        b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (kids, len(contents)),
        *(_LATIN, _WIDE, _DESCENDANT, stream(_cmap(letters))),
        b"<< %b >>" % b" ".join(b"/%b %b" % (name.encode(), _string(value)) for name, value in (info or {}).items()),
    ]
    for place, content in enumerate(contents):
        objects.append(b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R >>" % (first + 2 * place + 1))
        objects.append(stream(content, is_packed=is_packed))
    return whole(objects)


def _cmap(letters: str) -> bytes:
    """The table by which the codes of the wide font mean letters: UTF-16, as it happens."""
    codes = [sign.encode("utf-16-be").hex().encode() for sign in letters]
    pairs = b"".join(b"<%b> <%b>\n" % (code, code) for code in codes)
    return (
        b"begincmap\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        b"%d beginbfchar\n%bendbfchar\nendcmap\n" % (len(codes), pairs)
    )


def stream(data: bytes, *, is_packed: bool = False) -> bytes:
    """A stream object."""
    data, coding = (zlib.compress(data), b" /Filter /FlateDecode") if is_packed else (data, b"")
    return b"<< /Length %d%b >>\nstream\n%b\nendstream" % (len(data), coding, data)


def whole(objects: Sequence[bytes]) -> bytes:
    """Numbered objects, the first of them the catalog and the seventh the information, with their table."""
    body, places = bytearray(b"%PDF-1.4\n"), []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
    return b"%bxref\n0 %d\n0000000000 65535 f \n%b%b" % (bytes(body), count, table, trailer)


def _content(lines: Iterable[Line]) -> bytes:
    return b"".join(
        b"BT /%b %g Tf 1 0 0 1 %g %g Tm %b Tj ET\n" % (b"F1" if _is_latin(text) else b"F2", size, x, y, _shown(text))
        for x, y, size, text in lines
    )


def _is_latin(text: str) -> bool:
    return text.encode("cp1252", "ignore").decode("cp1252") == text


def _shown(text: str) -> bytes:
    written = text.encode("cp1252") if _is_latin(text) else text.encode("utf-16-be")
    return b"<%b>" % written.hex().encode()


def _string(value: str) -> bytes:
    return b"<%b>" % b"".join((b"feff", value.encode("utf-16-be").hex().encode()))
