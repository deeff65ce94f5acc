"""Serves one night of the sample web through a forward proxy on loopback: addresses never depend on a free port."""

import argparse
import hashlib
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from urllib.parse import urlsplit

from tests.sample_web.nights import NIGHTS
from tests.sample_web.outlets import BY_HOST, Body, page

_MISSING = Body(b"<!doctype html><title>404 Not Found</title><h1>Not Found</h1>", "text/html; charset=utf-8", 404)


@dataclass(frozen=True)
class Answer:
    """One HTTP answer; `body` as it goes over the wire, content-coded."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def _gzip(content: bytes) -> bytes:
    """The same bytes under every Python and zlib: stored, and without the moment and system that `gzip` writes."""
    packer = zlib.compressobj(0, zlib.DEFLATED, 31)
    return packer.compress(content) + packer.flush()


def answer(url: str, night: int, request: Mapping[str, str]) -> Answer:
    """What the web of `night` says to a GET of `url`; `request` holds header names in lower case."""
    parts = urlsplit(url)
    outlet = BY_HOST.get(parts.hostname or "")
    if outlet is None or parts.scheme != "http":
        told = f"{url}: no such site on the sample web; it has {', '.join(sorted(BY_HOST))}\n"
        return Answer(502, {"content-type": "text/plain; charset=utf-8"}, told.encode())
    found = page(outlet, f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}", night)
    return _coded(found or _MISSING, request)


def _coded(body: Body, request: Mapping[str, str]) -> Answer:
    is_gzip = "gzip" in request.get("accept-encoding", "")
    sent = _gzip(body.content) if is_gzip else body.content
    tag = f'"{hashlib.sha256(sent).hexdigest()[:16]}"'
    headers = {"content-type": body.content_type, "vary": "Accept-Encoding", "etag": tag}
    if is_gzip:
        headers["content-encoding"] = "gzip"
    if body.status == 200 and tag in request.get("if-none-match", ""):
        return Answer(304, {"etag": tag, "vary": "Accept-Encoding"}, b"")
    return Answer(body.status, headers, sent)


class _Proxy(BaseHTTPRequestHandler):
    """Speaks for every site; the night is the server's."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "sample-web", ""
    server: "_Server"

    def do_GET(self) -> None:
        self._send(is_head=False)

    def do_HEAD(self) -> None:
        self._send(is_head=True)

    def _send(self, is_head: bool) -> None:
        said = answer(self.path, self.server.night, {name.lower(): value for name, value in self.headers.items()})
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        if said.status != 304:
            self.send_header("content-length", str(len(said.body)))
        self.send_header("connection", "close")
        self.end_headers()
        if not is_head:
            self.wfile.write(said.body)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The Date header: three in the morning in Seoul, so that a night always sends the same bytes."""
        start = datetime.combine(NIGHTS[self.server.night], time(3), UTC) - timedelta(hours=9)
        return format_datetime(start, usegmt=True)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: what was asked stands in the crawl's own record."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, night: int, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Proxy)
        self.night = night

    def server_bind(self) -> None:
        """Without the usual look-up of its own name, which takes seconds where no name server answers."""
        TCPServer.server_bind(self)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serve(night: int, port: int = 0) -> Iterator[str]:
    """Plays `night` until the block ends; gives the proxy's address. Raises KeyError for an unwritten night."""
    NIGHTS[night]
    with _Server(night, port) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield server.url
        finally:
            server.shutdown()


def main() -> None:
    """`python -m tests.sample_web.serve 1`: plays night 1 until it is stopped."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("night", type=int, choices=sorted(NIGHTS))
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    asked = parser.parse_args()
    with _Server(asked.night, asked.port) as server:
        print(f"{server.url} plays night {asked.night}: curl -x {server.url} http://yalupost.example/feed/", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
