"""A PDF of a few lines, written by hand, and a scan of one: what an index of documents leads to."""

from collections.abc import Sequence

_LINE_CHARACTERS = 80


def pdf(title: str, day: str, paragraphs: Sequence[str]) -> bytes:
    """One page with a large title, the day and the text, in the font that every reader has. ASCII only."""
    return _file(_content(title, day, paragraphs))


def scan() -> bytes:
    """One page that is a picture: a grey sheet, no letter of which can be read."""
    return _file(b"0.9 g 56 56 483 730 re f")


def _file(stream: bytes) -> bytes:
    """A file of one page that prints a stream of operators; the same bytes for the same stream.

    Structure: ISO 32000-1, 7.5 (header, objects, cross-reference table, trailer).
    """
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n" % count
        + table
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(body))
    )


def _content(title: str, day: str, paragraphs: Sequence[str]) -> bytes:
    """The operators that print the lines, one below the other."""
    lines = [line for paragraph in paragraphs for line in (*_lines(paragraph), "")]
    head = f"/F1 18 Tf ({_escaped(title)}) Tj T* /F1 11 Tf ({_escaped(day)}) Tj T* T*"
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    return f"BT 16 TL 56 780 Td\n{head}\n{shown}\nET".encode("ascii")


def _lines(paragraph: str) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        longer = f"{lines[-1]} {word}".strip()
        lines[-1:] = [longer] if len(longer) <= _LINE_CHARACTERS else [lines[-1], word]
    return lines


def _escaped(line: str) -> str:
    for sign in "\\()":
        line = line.replace(sign, f"\\{sign}")
    return line
