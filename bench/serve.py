"""A forward proxy on loopback that answers as fast as it can, so that what is measured is the one who asks.

    python -m bench.serve 40      prints its port; plays 40 reports and their feed until its input ends
"""

import asyncio
import sys

from bench.pages import pages

SITE = "http://bench.example"
DISTINCT = 40


def feed(count: int) -> bytes:
    """The listing: `count` reports of one morning."""
    items = "".join(
        f"<item><title>Report {number}</title><link>{SITE}/r/{number}</link>"
        f"<pubDate>Mon, 02 Dec 2019 {number // 60 % 24:02}:{number % 60:02}:00 +0900</pubDate></item>"
        for number in range(count)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Bench</title>{items}</channel></rss>'.encode()


class Web:
    """What the site says: robots, the feed, and reports whose bodies take turns."""

    def __init__(self, count: int) -> None:
        self.bodies = pages(min(count, DISTINCT))
        self.feed = feed(count)

    def answer(self, url: str) -> tuple[bytes, bytes]:
        """Head and body of the answer to a GET of `url`."""
        path = url.removeprefix(SITE)
        if path == "/feed":
            return _head(200, "application/rss+xml", self.feed), self.feed
        if path.startswith("/r/"):
            number = int(path.removeprefix("/r/"))
            # each report its own payload, at no cost: only the last bytes differ
            body = self.bodies[number % len(self.bodies)][:-8] + f"{number:08}".encode()
            return _head(200, "text/html; charset=utf-8", body), body
        return _head(404, "text/plain", b""), b""


def _head(status: int, kind: str, body: bytes) -> bytes:
    return f"HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode()


class _Answering(asyncio.Protocol):
    """One connection, kept open."""

    def __init__(self, web: Web) -> None:
        self.web, self.asked = web, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.asked += data
        while b"\r\n\r\n" in self.asked:
            request, _, self.asked = self.asked.partition(b"\r\n\r\n")
            self.transport.writelines(self.web.answer(request.split(b" ", 2)[1].decode()))


async def _serve(count: int) -> None:
    web, loop = Web(count), asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Answering(web), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
