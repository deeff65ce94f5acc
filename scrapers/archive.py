"""The archive: pages as received, in WARC files, with an index and a run record beside each; whole or not at all.

Layout under any fsspec URL: `<source>/<day>/<run>.warc.gz`, `.cdxj`, `.log`, and last `.run.json`, which commits the
run; `<source>/state.json` is the crawl's memory. Knows nothing of the network or of what a page says.
"""

import argparse
import base64
import hashlib
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.client import responses as reason_phrases
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from threading import BoundedSemaphore
from typing import IO, Any
from urllib.parse import urlsplit

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType
from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from scrapers.page import WITHHELD, Page, Withheld
from scrapers.source import Web
from scrapers.source import host_key as host_key

SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
# Not in WARC 1.1, but in use: without it an original could only be found by reading every index of the source.
REFERS_TO_FILE = "WARC-Refers-To-Filename"
REFERS_TO_OFFSET = "WARC-Refers-To-File-Offset"
FETCHED_AT_UNKNOWN = ("X-Fetched-At", "unknown")
PART = ".part-"
_WARC_NAME = re.compile(r"[\w-]+/\d{4}-\d\d-\d\d/[\w-]+\.warc\.gz", re.ASCII)
GZIP_LEVEL = 1
"""Of zlib; warcio's own is 9."""
WAITING_MAX = 8
"""Exchanges that may wait for the writer; the next one waits until there is room."""
SEEK_BLOCK_BYTES = 1 << 18
"""What a remote archive is asked for at once when one record is read: most records are shorter."""


class ArchiveBroken(RuntimeError):
    """A file, record or original that the archive should hold is not there or cannot be read; names file and offset."""


@dataclass(frozen=True)
class Original:
    """Where the payload that a revisit stands for was stored first. `warc` is relative to the archive's root."""

    url: str
    fetched_at: str
    payload_sha256: str
    warc: str
    offset: int


@dataclass(frozen=True)
class Exchange:
    """One request as sent and the response as received; header order and names are kept. A page that was saved
    before has no request: its `request_line` is empty."""

    request_line: str
    request_headers: Sequence[tuple[str, str]]
    protocol: str
    headers: Sequence[tuple[str, str]]
    page: Page
    ip_address: str | None = None


@dataclass(frozen=True)
class StoredPage:
    """A page read back, its record's byte offset in the file, and whether the record only points at an original."""

    page: Page
    offset: int
    is_revisit: bool


# --- paths and files -----------------------------------------------------------------------------------------------


def root(web: Web) -> str:
    """The archive root of a web: P8_ARCHIVE (any fsspec URL) for the live one, else a folder in P8_HOME."""
    own = os.environ.get("P8_ARCHIVE")
    if own and web == "live":
        return own
    return str(Path(os.environ.get("P8_HOME") or ".local").resolve() / "archive" / web)


def _filesystem(archive_url: str) -> tuple[Any, str]:
    # a listing kept in memory would hide what another process has published since
    filesystem, root = url_to_fs(archive_url, use_listings_cache=False)
    return filesystem, str(root).rstrip("/")


def read_bytes(archive_url: str, file: str) -> bytes | None:
    """The content of a file under the archive's root, None if there is none."""
    filesystem, root = _filesystem(archive_url)
    try:
        content: bytes = filesystem.cat_file(f"{root}/{file}")
    except FileNotFoundError:
        return None
    return content


def publish(archive_url: str, file: str, content: bytes | Path) -> None:
    """Puts bytes, or a finished local file, into the archive: the whole file appears at once, or nothing does."""
    filesystem, root = _filesystem(archive_url)
    target = f"{root}/{file}"
    if not isinstance(filesystem, LocalFileSystem):
        _upload(filesystem, target, content)
        return
    path = Path(target)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = content if isinstance(content, Path) else path.with_name(f"{PART}{os.getpid()}-{path.name}")
    if isinstance(content, bytes):
        part.write_bytes(content)
    _to_disk(part)
    os.replace(part, path)
    _to_disk(path.parent)


def _upload(filesystem: Any, target: str, content: bytes | Path) -> None:
    filesystem.makedirs(target.rpartition("/")[0], exist_ok=True)
    if isinstance(content, bytes):
        filesystem.pipe_file(target, content)
    else:
        filesystem.put_file(str(content), target)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def workplace(archive_url: str, source_key: str) -> Iterator[Path]:
    """A local folder for parts of files. For a local archive it is the source's own folder, so that a finished part
    only needs a rename; what a killed crawl left there is removed. Call it with the source's lock held."""
    filesystem, root = _filesystem(archive_url)
    if not isinstance(filesystem, LocalFileSystem):
        with TemporaryDirectory(prefix="p8-") as folder:
            yield Path(folder)
        return
    home = Path(root) / source_key
    home.mkdir(parents=True, exist_ok=True)
    for left in home.rglob(f"{PART}*"):
        left.unlink()
    yield home


def lock_path(archive_url: str, source_key: str) -> Path:
    """The file whose lock a crawl of this source holds: in a local archive, else in the temporary folder."""
    filesystem, root = _filesystem(archive_url)
    if isinstance(filesystem, LocalFileSystem):
        return Path(root) / source_key / ".lock"
    name = hashlib.sha256(f"{archive_url}\n{source_key}".encode()).hexdigest()[:16]
    return Path(gettempdir()) / f"p8-{name}.lock"


def run_records(archive_url: str, *, source: str | None = None, day: str | None = None) -> list[dict[str, Any]]:
    """The run records of the archive, of one source or one day (ISO) if given, in the order of their runs.

    Raises ArchiveBroken for one that is damaged.
    """
    filesystem, root = _filesystem(archive_url)
    found = filesystem.glob(f"{_literal(root)}/{source or '*'}/{day or '*'}/*.run.json")
    committed = [path for path in found if not path.rpartition("/")[2].startswith(PART)]
    records = [_record(path, filesystem.cat_file(path)) for path in committed]
    return sorted(records, key=lambda record: (*_run_order(record["run"]), record["source"]))


def run_name(started_at: datetime, day: str, records: Sequence[Mapping[str, Any]]) -> str:
    """The name of a run that starts now, `YYYYMMDDThhmmssZ-<try>`. The try counts the runs of the day; of two runs that
    start in one second the later has the higher one, so that names are unique and sort as the runs came."""
    second = f"{started_at:%Y%m%dT%H%M%SZ}"
    tries = [attempt for moment, attempt in (_run_order(record["run"]) for record in records) if moment == second]
    return f"{second}-{1 + max([*tries, sum(record['day'] == day for record in records)])}"


def _record(path: str, content: bytes) -> dict[str, Any]:
    try:
        record = json.loads(content)
        _run_order(record["run"]), record["source"]
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveBroken(f"{path}: damaged run record ({error}); move it away and run again") from error
    return dict(record)


def _literal(path: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", path)


def _run_order(run: str) -> tuple[str, int]:
    moment, _, attempt = run.partition("-")
    return moment, int(attempt)


# --- writing -------------------------------------------------------------------------------------------------------


class _Writer(WARCWriter):  # type: ignore[misc]
    """warcio's writer with sha256 digests of block and payload, and each record compressed in one call, during which
    Python's lock is free."""

    def __init__(self, out: IO[bytes]) -> None:
        super().__init__(out, gzip=False, warc_version="WARC/1.1")

    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")

    def _iter_stream(self, stream: IO[bytes]) -> Iterator[bytes]:
        # in one piece: after each piece that is hashed or written Python's lock must be waited for
        yield stream.read()

    def _write_warc_record(self, out: IO[bytes], record: Any) -> None:
        whole = io.BytesIO()
        super()._write_warc_record(whole, record)
        out.write(zlib.compress(whole.getbuffer(), GZIP_LEVEL, wbits=31))


class Capture:
    """One WARC file being written by a thread of its own: exchanges in the order of their arrival, a record at a time.

    `store` and `store_later` are called from one thread. After a write that failed nothing more is written.
    """

    def __init__(self, part: Path, warc: str, about: Mapping[str, str]) -> None:
        self.part, self.warc, self.count = part, warc, 0
        self._index: list[str] = []
        self._out: IO[bytes] = part.open("wb")
        self._writer = _Writer(self._out)
        info = {"software": about["software"], "format": "WARC File Format 1.1", **about}
        self._writer.write_record(self._writer.create_warcinfo_record(warc.rpartition("/")[2], info))
        self._thread = ThreadPoolExecutor(1, "archive")
        self._room = BoundedSemaphore(WAITING_MAX)
        self._writes: list[Future[int]] = []
        self._problem: BaseException | None = None

    def store(self, exchange: Exchange, original: Original | None) -> tuple[int, bool]:
        """Writes response and request; a response that only repeats `original` becomes a revisit of it.
        Returns the byte offset of the response's record and whether it is a revisit. Raises OSError."""
        ticket, is_revisit = self.store_later(exchange, original)
        return self._writes[ticket].result(), is_revisit

    def store_later(self, exchange: Exchange, original: Original | None) -> tuple[int, bool]:
        """As `store`, but without waiting for the disk: instead of the offset it returns the exchange's place in
        `offsets`. Raises OSError if this or an earlier exchange cannot be written, as far as that is known yet."""
        self._room.acquire()
        if self._problem is not None:
            self._room.release()
            raise OSError(f"{self.part}: an earlier exchange cannot be written ({self._problem})") from self._problem
        is_revisit = original is not None and _is_repeat(exchange.page, original)
        write = self._thread.submit(self._write, exchange, original if is_revisit else None)
        write.add_done_callback(self._written)
        self._writes.append(write)
        self.count += 1
        return self.count - 1, is_revisit

    def _written(self, write: "Future[int]") -> None:
        self._problem = self._problem or write.exception()
        self._room.release()

    def _write(self, exchange: Exchange, original: Original | None) -> int:
        """In the writer's thread: one exchange, from the offset that is returned."""
        if self._problem is not None:
            raise self._problem
        offset = self._out.tell()
        response = self._response(exchange, original)
        if exchange.request_line:
            self._writer.write_request_response_pair(self._request(exchange), response)
        else:
            self._writer.write_record(response)
        self._index.append(index_line(exchange.page, original, offset, self._out.tell() - offset, self.warc))
        return offset

    @property
    def offsets(self) -> list[int]:
        """The byte offset of each exchange's response in the order of storing, all of them written. Raises OSError."""
        return [write.result() for write in self._writes]

    def _response(self, exchange: Exchange, original: Original | None) -> Any:
        page = exchange.page
        headers = {"WARC-Date": _warc_date(stated_moment(page)), "WARC-Payload-Digest": _digest(page.payload_sha256)}
        if page.fetched_at is None:
            headers.update([FETCHED_AT_UNKNOWN])
        if exchange.ip_address:
            headers["WARC-IP-Address"] = exchange.ip_address
        phrase = f"{page.status} {reason_phrases.get(page.status, '')}".strip()
        http = StatusAndHeaders(phrase, list(exchange.headers), protocol=exchange.protocol)
        if original is not None:
            headers.update(_revisit_headers(page, original))
        return self._writer.create_warc_record(
            page.url,
            "response" if original is None else "revisit",
            payload=None if original else io.BytesIO(page.body),
            length=None if original else len(page.body),
            http_headers=http,
            warc_headers_dict=headers,
        )

    def _request(self, exchange: Exchange) -> Any:
        http = StatusAndHeaders(exchange.request_line, list(exchange.request_headers), is_http_request=True)
        return self._writer.create_warc_record(exchange.page.url, "request", http_headers=http)

    def close(self) -> bytes | None:
        """Ends the file and returns its index as sorted CDXJ lines; None if no exchange was stored. Raises OSError if
        anything of it could not be written."""
        self._thread.shutdown()
        self._out.close()
        if self._problem is not None:
            raise OSError(f"{self.part}: not written to its end ({self._problem})") from self._problem
        return "".join(sorted(self._index)).encode() if self.count else None


def _revisit_headers(page: Page, original: Original) -> dict[str, str]:
    return {
        "WARC-Profile": NOT_MODIFIED if page.status == 304 else SAME_PAYLOAD,
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": _warc_date(datetime.fromisoformat(original.fetched_at)),
        "WARC-Payload-Digest": _digest(original.payload_sha256),
        REFERS_TO_FILE: original.warc,
        REFERS_TO_OFFSET: str(original.offset),
    }


def write_record(out: IO[bytes], url: str, kind: str, http: StatusAndHeaders, headers: Mapping[str, str]) -> None:
    """One record without a body, as it stands before it is compressed."""
    writer = _Writer(out)
    record = writer.create_warc_record(url, kind, http_headers=http, warc_headers_dict=dict(headers))
    WARCWriter._write_warc_record(writer, out, record)


def digest_of(payload: bytes) -> str:
    """A payload's sha256 as a record states it."""
    return _digest(hashlib.sha256(payload).hexdigest())


def _digest(sha256: str) -> str:
    return f"sha256:{base64.b32encode(bytes.fromhex(sha256)).decode()}"


def stated_moment(page: Page) -> datetime:
    """When the record of a page says that it came, in UTC. The field is mandatory: a page of unknown moment gets the
    first of all, and a header that says so."""
    return (page.fetched_at or datetime(1970, 1, 1, tzinfo=UTC)).astimezone(UTC)


def _warc_date(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _is_repeat(page: Page, original: Original) -> bool:
    is_same = page.status == 200 and page.payload_sha256 == original.payload_sha256
    return is_same or page.status == 304


def index_line(page: Page, original: Original | None, offset: int, length_bytes: int, warc: str) -> str:
    """The line of a CDXJ index for a record that begins at a byte offset of a file and is so long there."""
    fields = {
        "url": page.url,
        "mime": "warc/revisit" if original else page.headers.get("content-type", "unk").partition(";")[0].strip(),
        "status": str(page.status),
        "digest": _digest((original or page).payload_sha256),
        "length": str(length_bytes),
        "offset": str(offset),
        "filename": warc.rpartition("/")[2],
    }
    moment = stated_moment(page).strftime("%Y%m%d%H%M%S")
    return f"{_sort_key(page.url)} {moment} {json.dumps(fields, ensure_ascii=False)}\n"


def _sort_key(url: str) -> str:
    """The address in the index's order: host from the end, then path and query, in lower case."""
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path or '/'}{'?' + parts.query if parts.query else ''}"


# --- reading -------------------------------------------------------------------------------------------------------


def read_page(archive_url: str, file: str, offset: int) -> Page:
    """The page whose record begins at a byte offset of a WARC file (path relative to the archive's root); a revisit
    is followed to its original. Raises ArchiveBroken."""
    with _opened(archive_url, file, SEEK_BLOCK_BYTES) as stream:
        stream.seek(offset)
        record = next(iter(ArchiveIterator(stream, strict_mode=False)), None)
        if record is None or record.record_type not in (WarcRecordType.response, WarcRecordType.revisit):
            raise ArchiveBroken(f"{file}, offset {offset}: no response record; was the file replaced?")
        page, refers_to = _page(record)
    return page if refers_to is None else _followed(archive_url, page, refers_to)


def record_bytes(archive_url: str, file: str, offset: int) -> bytes:
    """The record that begins at a byte offset, compressed as it stands in the file. Raises ArchiveBroken."""
    inflating, record = zlib.decompressobj(wbits=31), bytearray()
    with _opened(archive_url, file, SEEK_BLOCK_BYTES) as stream:
        stream.seek(offset)
        while not inflating.eof:
            block = stream.read(SEEK_BLOCK_BYTES)
            try:
                inflating.decompress(block)
            except zlib.error as error:
                raise ArchiveBroken(f"{file}, offset {offset}: no compressed record begins there ({error})") from error
            if not block:
                raise ArchiveBroken(f"{file}, offset {offset}: the record has no end; was the file cut?")
            record += block
    return bytes(record[: len(record) - len(inflating.unused_data)])


def pages(archive_url: str, file: str) -> Iterator[StoredPage]:
    """Every HTTP response and revisit of a WARC file, in its order; revisits carry their original's body.

    Records of other protocols (`dns:`) are no pages. A revisit of another crawler names no place of its original
    here, or one outside of the archive's layout, which is not looked at: it comes with an empty body.
    """
    wanted = WarcRecordType.response | WarcRecordType.revisit
    with _opened(archive_url, file) as stream:
        for record in ArchiveIterator(stream, record_types=wanted, strict_mode=False):
            if not str(record.headers["WARC-Target-URI"]).startswith(("http:", "https:")):
                continue
            offset = record.stream_pos
            page, refers_to = _page(record)
            whole = page if refers_to is None else _followed(archive_url, page, refers_to)
            yield StoredPage(whole, offset, refers_to is not None)


def about(archive_url: str, file: str) -> dict[str, str]:
    """Who made a WARC file, as its first record says: `software`, `isPartOf`, `description` and whatever else stands
    there, names as written, with the record's own `WARC-Date` and `WARC-Filename`. Empty if the file says nothing of
    itself. Raises ArchiveBroken."""
    with _opened(archive_url, file, SEEK_BLOCK_BYTES) as stream:
        record = next(iter(ArchiveIterator(stream, parse_http=False, strict_mode=False)), None)
        if record is None or record.record_type != WarcRecordType.warcinfo:
            return {}
        own = {name: record.headers[name] for name in ("WARC-Date", "WARC-Filename") if name in record.headers}
        lines = record.reader.read().decode("utf-8", "replace").splitlines()
    fields = (line.partition(":") for line in lines if ":" in line)
    return {**own, **{name.strip(): value.strip() for name, _, value in fields}}


@contextmanager
def _opened(archive_url: str, file: str, block_bytes: int | None = None) -> Iterator[Any]:
    filesystem, root = _filesystem(archive_url)
    try:
        stream = filesystem.open(f"{root}/{file}", "rb", block_size=block_bytes)
    except FileNotFoundError as missing:
        raise ArchiveBroken(f"{file}: not in the archive {archive_url}") from missing
    with stream:
        try:
            yield stream
        except OSError as damage:
            raise ArchiveBroken(f"{file}: cannot be read ({damage}); was the file cut or changed?") from damage


def _page(record: WarcRecord) -> tuple[Page, tuple[str, int] | None]:
    """The page of a record, and where its original stands if it is a revisit."""
    headers: dict[str, str] = {}
    for name, value in record.http_headers.to_tuples():
        headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
    body = record.reader.read()
    sha256 = hashlib.sha256(body)
    _check_payload(record, body, sha256.digest())
    has_moment = record.headers.get(FETCHED_AT_UNKNOWN[0]) is None
    said = record.headers.get(WITHHELD)
    page = Page(
        url=record.headers["WARC-Target-URI"],
        status=record.http_headers.status_code or 0,
        headers=headers,
        body=body,
        fetched_at=record.record_date.astimezone(UTC) if has_moment else None,
        payload_sha256=_stated_sha256(record) if said else sha256.hexdigest(),
        withheld=Withheld.read(said) if said else None,
    )
    file, offset = (record.headers.get(name) or "" for name in (REFERS_TO_FILE, REFERS_TO_OFFSET))
    is_ours = _WARC_NAME.fullmatch(file) and re.fullmatch(r"[0-9]{1,18}", offset)
    if record.record_type != WarcRecordType.revisit or not is_ours:
        return page, None
    return page, (file, int(offset))


def _stated_sha256(record: WarcRecord) -> str:
    return base64.b32decode(record.headers["WARC-Payload-Digest"].partition(":")[2]).hex()


def _check_payload(record: WarcRecord, body: bytes, sha256: bytes) -> None:
    """Raises ArchiveBroken for a payload that is not the one that was stored: a file that was cut, or changed."""
    algorithm, _, digest = (record.headers.get("WARC-Payload-Digest") or "").partition(":")
    is_whole = record.record_type != WarcRecordType.revisit and "chunked" not in record.http_headers.values()
    if not is_whole or algorithm not in ("sha1", "sha256"):
        return
    found = sha256 if algorithm == "sha256" else hashlib.sha1(body, usedforsecurity=False).digest()
    if base64.b32encode(found).decode() != digest.upper():
        where = f"{record.headers['WARC-Target-URI']}, record at byte {record.stream_pos}"
        raise ArchiveBroken(f"{where}: the payload differs from its digest; was the file cut or changed?")


def _followed(archive_url: str, revisit: Page, refers_to: tuple[str, int]) -> Page:
    """A revisit with its original's payload. After a 304 status and headers are the original's too."""
    original = read_page(archive_url, *refers_to)
    if revisit.status == 304:
        return replace(original, url=revisit.url, fetched_at=revisit.fetched_at)
    return replace(
        revisit, body=original.body, payload_sha256=original.payload_sha256, withheld=original.withheld
    )


# --- packing saved pages -------------------------------------------------------------------------------------------


class PackRefused(ValueError):
    """The folder cannot be packed; every line that is wrong is named, and nothing was written."""


def pack(folder: Path, target: Path, fetched_at: datetime | None = None) -> int:
    """Makes one WARC file from saved pages and returns their count. `folder/index.jsonl` has lines `{file, url,
    fetched_at|null, status, content_type}`; `fetched_at` stands in where a line has none. Raises PackRefused."""
    lines = _index_lines(folder)
    part = target.with_name(f"{PART}{os.getpid()}-{target.name}")
    try:
        capture = Capture(part, target.name, {"software": "paragraph8", "description": "pages saved before"})
        wrong = [problem for line in lines if (problem := _packed(capture, folder, *line, fetched_at))]
        capture.close()
        if wrong or not lines:
            raise PackRefused("\n".join(wrong) or f"{folder / 'index.jsonl'}: no line; name at least one saved page")
        publish(str(target.parent), target.name, part)
    finally:
        part.unlink(missing_ok=True)
    return len(lines)


def _packed(capture: Capture, folder: Path, number: int, line: str, fetched_at: datetime | None) -> str | None:
    """Stores the page that a line names; what is wrong with the line, if anything is."""
    exchange = _saved(folder, number, line, fetched_at)
    if isinstance(exchange, str):
        return exchange
    capture.store(exchange, None)
    return None


def _index_lines(folder: Path) -> list[tuple[int, str]]:
    try:
        text = (folder / "index.jsonl").read_text("utf-8")
    except FileNotFoundError as missing:
        where = folder / "index.jsonl"
        raise PackRefused(f"{where}: no such file; it lists the pages, a JSON object a line") from missing
    return [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]


def _saved(folder: Path, number: int, line: str, fetched_at: datetime | None) -> Exchange | str:
    """The exchange a line stands for, or what is wrong with the line."""
    where = f"{folder / 'index.jsonl'}, line {number}"
    try:
        entry = json.loads(line)
        name, url, status = entry["file"], entry["url"], int(entry["status"])
        stated = entry.get("fetched_at")
        moment = _aware(datetime.fromisoformat(stated)) if stated else fetched_at
        if not (folder / name).resolve().is_relative_to(folder.resolve()):
            return f"{where}: {name!r} is outside of the folder"
        if not urlsplit(url).hostname:
            return f"{where}: {url!r} is no address"
        body = (folder / name).read_bytes()
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as problem:
        return f"{where}: {type(problem).__name__}: {problem}"
    headers = [("Content-Type", entry.get("content_type") or "text/html"), ("Content-Length", str(len(body)))]
    return _exchange_of(url, status, headers, body, moment)


def _exchange_of(
    url: str, status: int, headers: list[tuple[str, str]], body: bytes, moment: datetime | None
) -> Exchange:
    lower = {name.lower(): value for name, value in headers}
    page = Page(url, status, lower, body, moment, hashlib.sha256(body).hexdigest())
    return Exchange("", (), "HTTP/1.1", headers, page)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no zone; write it with an offset such as +00:00")
    return moment


def _moment(text: str) -> datetime:
    try:
        return _aware(datetime.fromisoformat(text))
    except ValueError as problem:
        raise argparse.ArgumentTypeError(str(problem)) from problem


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scrapers.archive", description="Work on archives of pages.")
    commands = parser.add_subparsers(required=True, metavar="pack")
    packing = commands.add_parser(
        "pack",
        help="one WARC file from saved pages",
        epilog="example: python -m scrapers.archive pack saved/ saved.warc.gz --fetched-at 2019-12-03T00:00:00+09:00",
    )
    packing.add_argument("folder", type=Path, metavar="DIR", help="holds index.jsonl and the files it names")
    packing.add_argument("target", type=Path, metavar="OUT.warc.gz")
    packing.add_argument("--fetched-at", type=_moment, help="moment of pages whose line has none, with offset")
    chosen = parser.parse_args(arguments)
    try:
        count = pack(chosen.folder, chosen.target, chosen.fetched_at)
    except PackRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"{chosen.target}: {count} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
