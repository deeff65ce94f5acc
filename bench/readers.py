"""Article readers side by side, each in a process of its own: `python -m bench.readers NAME PAGES OUT`.

PAGES is a folder with `index.jsonl` (`{id, url}`) and `<id>.html`; OUT gets a line a page; printed are the seconds.
The readers of others are run as their makers set them; what a reader does not give is left empty.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Reader = Callable[[bytes, str], Mapping[str, Any]]


def _ours() -> Reader:
    from transforms.clean import extract

    return extract


def _trafilatura() -> Reader:
    import trafilatura

    def read(html: bytes, url: str) -> Mapping[str, Any]:
        found = trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False)
        return found.as_dict() if isinstance(found, trafilatura.settings.Document) else {}

    return read


def _resiliparse() -> Reader:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    def read(html: bytes, url: str) -> Mapping[str, Any]:
        tree = HTMLTree.parse(bytes_to_str(html, detect_encoding(html) or "utf-8"))
        text = extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)
        return {"title": tree.title, "text": text}

    return read


def _newspaper4k() -> Reader:
    from newspaper import Article

    def read(html: bytes, url: str) -> Mapping[str, Any]:
        article = Article(url, fetch_images=False)
        article.download(input_html=html.decode("utf-8", "replace"))
        article.parse()
        return {"title": article.title, "text": article.text, "date": str(article.publish_date or "")[:10] or None}

    return read


def _newsplease() -> Reader:
    from newsplease import NewsPlease

    def read(html: bytes, url: str) -> Mapping[str, Any]:
        found = NewsPlease.from_html(html, url, fetch_images=False)
        return {"title": found.title, "text": found.maintext, "date": str(found.date_publish or "")[:10] or None}

    return read


READERS: Mapping[str, Callable[[], Reader]] = {
    "ours": _ours,
    "trafilatura": _trafilatura,
    "resiliparse": _resiliparse,
    "newspaper4k": _newspaper4k,
    "newsplease": _newsplease,
}
_WARM_UP = (
    b"<html lang=en><head><title>Boats</title></head><body><article><h1>Boats wait for the tide</h1>"
    + b"<p>The boats wait in the harbour until the tide comes back, and nobody knows when they will leave.</p>" * 8
    + b"</article></body></html>"
)
OTHERS_ENVIRONMENT = ("newspaper4k", "newsplease")
"""Readers of `bench/requirements.lock`: nothing of ours needs them."""


def main(name: str, pages: Path, out: Path) -> None:
    """Only the calls are timed, in seconds of the processor, since readers run one after the other on a machine that
    others may use; one page with a text is read first, so that imports and models are not timed."""
    read = READERS[name]()
    _answer(read, _WARM_UP, "https://example.org/boats")
    seconds = 0.0
    with out.open("w", encoding="utf-8") as lines:
        for line in (pages / "index.jsonl").read_text(encoding="utf-8").splitlines():
            page = json.loads(line)
            html = (pages / f"{page['id']}.html").read_bytes()
            began = time.process_time()
            answer = _answer(read, html, page["url"])
            seconds += time.process_time() - began
            kept = {key: answer.get(key) for key in ("title", "text", "date")}
            lines.write(json.dumps({"id": page["id"], **kept}, ensure_ascii=False, default=str) + "\n")
    print(json.dumps({"seconds": seconds}))


def _answer(read: Reader, html: bytes, url: str) -> Mapping[str, Any]:
    """A page that a reader fails on counts as read to nothing, as a user of it would find."""
    try:
        return read(html, url)
    except Exception as error:  # noqa: BLE001
        print(f"{url}: {type(error).__name__}: {error}"[:200], file=sys.stderr)
        return {}


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
