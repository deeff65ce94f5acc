"""Pages made to exhaust a reader: by name, each a function of its size. Invented: any site could send them."""

import json
from collections.abc import Callable

SENTENCE = "Forty men who had built the bridge went home over it in the spring, a guard at the gate said. "
MEGABYTE = 1_000_000
_LD = "<script type='application/ld+json'>{}</script>"


def _page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>Forty</title>{head}</head><body>{body}</body></html>".encode()


def _article(body: str, head: str = "") -> bytes:
    return _page(f"<article><h1>Forty went home</h1><div class='text'>{body}</div></article>", head)


def _repeated(text: str, size: int) -> str:
    return text * (size // len(text) + 1)


def _attributes(size: int) -> str:
    return " ".join(f"a{number}=1" for number in range(size // 9))


def _nested(size: int) -> str:
    """JSON nested as deep as it is read, in lists and objects in turn."""
    depth = min(size // 20, 900)
    return '{"@type":"NewsArticle","a":[' * depth + json.dumps("x" * size) + "]}" * depth


PAGES: dict[str, Callable[[int], bytes]] = {
    "deep divisions": lambda size: b"<div>" * (size // 5) + SENTENCE.encode(),
    "deep divisions with text": lambda size: b"<div>a " * (size // 7),
    "deep divisions and strange ends": lambda size: b"<div></span><img>" * (size // 17) + SENTENCE.encode(),
    "deep inline marks": lambda size: _article(_repeated("<b><i>", size) + SENTENCE),
    "deep tables": lambda size: _page(_repeated("<table><tr><td>", size) + SENTENCE),
    "deep lists": lambda size: _page(_repeated("<ul><li>a", size)),
    "an ordinary page of this size": lambda size: _article(_repeated(f"<p>{SENTENCE * 3}</p>", size)),
    "one node of text": lambda size: _article(f"<p>{_repeated(SENTENCE, size)}</p>"),
    "one word": lambda size: _article(f"<p>{'a' * size}</p>"),
    "one line of Han": lambda size: _article(f"<p>{'橋' * (size // 3)}</p>"),
    "one node without a tag": lambda size: _repeated(SENTENCE, size).encode(),
    "blanks alone": lambda size: _article(f"<p>a{' ' * size}a</p>"),
    "links": lambda size: _page(_repeated("<a href='/1'>Forty men went home over the bridge</a> ", size)),
    "links in paragraphs": lambda size: _article(_repeated("<p><a href='/n'>Forty men went home again</a></p>", size)),
    "links in one paragraph": lambda size: _article(_repeated("<a href=/n>Forty men went home</a>, ", size)),
    "open links": lambda size: _page(_repeated("<a href=x>b c", size)),
    "cells of a table": lambda size: _article(f"<table><tr>{_repeated('<td>12</td>', size)}</tr></table>"),
    "rows of a table": lambda size: _article(f"<table>{_repeated('<tr><td>12<td>a</tr>', size)}</table>"),
    "line breaks": lambda size: _article(_repeated("a<br> ", size)),
    "headlines": lambda size: _page(_repeated("<h1>Forty went home</h1>", size)),
    "dates": lambda size: _article(_repeated("<span class=date>2019-12-03</span> ", size)),
    "times": lambda size: _article(_repeated("<time datetime=2019-12-03>3 December</time>", size)),
    "boxes": lambda size: _article(_repeated("<div class='related box'>", size // 2) + SENTENCE),
    "boxes side by side": lambda size: _article(_repeated("<div class='related'><p>More</p></div>", size)),
    "captions": lambda size: _article(_repeated("<figcaption>A bridge</figcaption>", size)),
    "captions in captions": lambda size: _article(_repeated("<span class=caption>a", size)),
    "captions by class behind pictures": lambda size: _article(_repeated("<img><p class=caption>a</p>", size)),
    "pictures with lines": lambda size: _article(_repeated("<p><img></p><p>Photo: a</p>", size)),
    "pictures in boxes": lambda size: _article(_repeated("<div><div><img></div>a</div>", size)),
    "a picture and a line of pieces": lambda size: _article("<p><img><br>" + _repeated("<i>a</i> ", size)),
    "pictures without end tags in noscript": lambda size: _page(_repeated("<noscript><p>a", size) + SENTENCE),
    "credits": lambda size: _article(f"<p><img></p><p>{_repeated('© photo by ', size)}</p>"),
    "main parts in menus": lambda size: _page(_repeated("<nav><main>a", size)),
    "metas": lambda size: _page(SENTENCE, _repeated("<meta name=a content=b>", size)),
    "a huge attribute": lambda size: _article(f"<p class='{'related ' * (size // 8)}'>{SENTENCE}</p>"),
    "many attributes": lambda size: _article(f"<p {_attributes(size)}>{SENTENCE}</p>"),
    "many attributes with angles": lambda size: _article(
        "<p " + " ".join(f'a{number}="<b>"' for number in range(size // 13)) + f">{SENTENCE}</p>"
    ),
    "a title of parts": lambda size: _page(SENTENCE).replace(b"Forty", b"a - | : " * (size // 8)),
    "comments left open": lambda size: _page(SENTENCE + _repeated("<!-- ", size)),
    "scripts left open": lambda size: _page(SENTENCE + _repeated("<script>", size)),
    "angles": lambda size: b"<" * size,
    "brackets": lambda size: b"[" * size,
    "ampersands": lambda size: _article(f"<p>{'&' * size}</p>"),
    "references": lambda size: _article(f"<p>{_repeated('&#x6a4b;', size)}</p>"),
    "plaintext": lambda size: _page("<plaintext>" + _repeated(SENTENCE, size)),
    "CDATA": lambda size: _page(_repeated("<![CDATA[ a ]]>", size)),
    "zeros": lambda size: b"\x00" * size,
    "JSON in depth": lambda size: _article(SENTENCE, _LD.format("[" * (size // 2) + "]" * (size // 2))),
    "JSON of nested articles": lambda size: _article(SENTENCE, _LD.format(_nested(size))),
    "JSON of many nodes": lambda size: _article(
        SENTENCE, _LD.format("[" + ",".join(['{"@type":"NewsArticle"}'] * (size // 24)) + "]")
    ),
    "JSON blocks": lambda size: _article(SENTENCE, _repeated(_LD.format('{"@type":"NewsArticle"}'), size)),
    "JSON with a text of tags": lambda size: _article(
        SENTENCE, _LD.format(json.dumps({"@type": "NewsArticle", "articleBody": "<p>a" * (size // 4)}))
    ),
    "numbers": lambda size: _article(f"<p>{_repeated('2019. 12. 3. ', size)}</p>"),
    "stops": lambda size: _article(f"<p>{'. ' * (size // 2)}</p>"),
    "addresses": lambda size: _article(f"<p>{'a@' * (size // 2)}</p><p>{'a.' * (size // 2)}@</p>"),
    "escapes": lambda size: b"\x1b$B" * (size // 3),
    "bytes of no encoding": lambda size: _article("x").replace(b"x", bytes(range(128, 256)) * (size // 128)),
}
"""What to send by what it is; the size is in bytes, roughly."""
