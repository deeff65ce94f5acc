"""The fault server: real HTTP and TLS on loopback, with answers that break off, never end, or come drop by drop."""

import socket
import ssl
import struct
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.faults.outlet import Answer, Routes

DROP_SECONDS = 0.2
"""From one byte of a slow drip to the next: each alone would pass any time-out between two bytes."""

ANY_PATH = "*"
"""In the routes: what every address answers that has no answer of its own."""

_MISSING = Answer(b"<title>Not found</title><p>Not found</p>", 404, {"Content-Type": "text/html"})


class _Handler(BaseHTTPRequestHandler):
    """Answers for whatever host it is asked: the routes decide, by path or by whole address."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "fault", ""

    def __init__(self, *arguments: Any, routes: Routes, ended: threading.Event) -> None:
        self.routes, self.ended = routes, ended
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self.close_connection = True
        answer = self._answer()
        if answer.wire == "garbage":
            self.wfile.write(answer.body)
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.wire == "endless":
            self.send_header("Transfer-Encoding", "chunked")
        elif answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        _SENDERS[answer.wire](self, answer.body)

    def _answer(self) -> Answer:
        found = self.routes.get(self.path) or self.routes.get(ANY_PATH, _MISSING)
        tag = found.headers.get("ETag")
        return Answer(b"", 304, {"ETag": tag}) if tag and tag == self.headers.get("If-None-Match") else found

    def handle(self) -> None:
        try:
            super().handle()
        except (OSError, ssl.SSLError):
            self.close_connection = True  # the crawl has had enough

    def log_message(self, format: str, *arguments: object) -> None:
        """What was asked stands in the crawl's own record."""

    def whole(self, body: bytes) -> None:
        self.wfile.write(body)

    def cut(self, body: bytes) -> None:
        self.wfile.write(body[: len(body) // 2])

    def reset(self, body: bytes) -> None:
        self.cut(body)
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def drip(self, body: bytes) -> None:
        for place in range(len(body)):
            self.wfile.write(body[place : place + 1])
            if self.ended.wait(DROP_SECONDS):
                return

    def endless(self, body: bytes) -> None:
        while not self.ended.is_set():
            self.wfile.write(b"%x\r\n%s\r\n" % (len(body), body))


_SENDERS = {
    "whole": _Handler.whole,
    "cut": _Handler.cut,
    "reset": _Handler.reset,
    "drip": _Handler.drip,
    "endless": _Handler.endless,
}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A handshake that the crawl refuses, a connection that it drops: both are what is played."""


@contextmanager
def serve(routes: Routes, folder: Path) -> Iterator[Mapping[int, int]]:
    """Plays a web until the block ends; gives the loopback ports that stand for 80 and 443. The certificate of the
    latter is signed by nobody; its key is made in `folder`."""
    ended = threading.Event()
    handler = partial(_Handler, routes=routes, ended=ended)
    with _Server(("127.0.0.1", 0), handler) as plain, _Server(("127.0.0.1", 0), handler) as secure:
        secure.socket = _context(folder).wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=False)
        for server in (plain, secure):
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield {80: plain.server_address[1], 443: secure.server_address[1]}
        finally:
            ended.set()
            plain.shutdown()
            secure.shutdown()


def _context(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "courier.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "key.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
