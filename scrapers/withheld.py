"""Takes a payload out of the archive on request: its record stays where it was, without the body, and says why.

The new record is a revisit of nothing: the address, what it was, and the digest of the payload are left. Its
compressed form is made as long as the old one: every other record keeps its offset, and what points there holds.
"""

import io
import zlib
from datetime import date

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType
from warcio.statusandheaders import StatusAndHeaders

from scrapers import archive
from scrapers.page import WITHHELD, Withheld

_COMMENTED = b"\x1f\x8b\x08\x10\0\0\0\0\x02\xff"  # a gzip head that a comment follows: any length, no meaning
_AROUND_BYTES = len(_COMMENTED) + 1 + 8
_KEPT_HEADERS = ("content-type", "content-encoding")
PROFILE = archive.SAME_PAYLOAD


def withhold(archive_url: str, file: str, offset: int, day: date, reason: str) -> bool:
    """Empty the record at a byte offset of a WARC file; whether it had a body until now. The file is replaced as a
    whole, or not at all. Raises ArchiveBroken."""
    whole = archive.read_bytes(archive_url, file)
    if whole is None:
        raise archive.ArchiveBroken(f"{file}: not in the archive {archive_url}")
    old = _member(whole, file, offset)
    record = next(iter(ArchiveIterator(io.BytesIO(old), strict_mode=False)), None)
    if record is None or record.record_type != WarcRecordType.response:
        return False
    new = _padded(_emptied(record, day, reason), len(old))
    if new is None:
        raise archive.ArchiveBroken(f"{file}, offset {offset}: its record is too short to say that it is withheld")
    archive.publish(archive_url, file, whole[:offset] + new + whole[offset + len(old) :])
    return True


def _member(whole: bytes, file: str, offset: int) -> bytes:
    inflating = zlib.decompressobj(wbits=31)
    try:
        inflating.decompress(whole[offset:])
    except zlib.error as error:
        raise archive.ArchiveBroken(f"{file}, offset {offset}: no compressed record begins there ({error})") from error
    return whole[offset : len(whole) - len(inflating.unused_data)]


def _emptied(record: WarcRecord, day: date, reason: str) -> bytes:
    body = record.reader.read()
    kept = [(name, value) for name, value in record.http_headers.to_tuples() if name.lower() in _KEPT_HEADERS]
    protocol, _, status = (record.http_headers.status_line or "HTTP/1.1 200").partition(" ")
    headers = {
        "WARC-Date": record.headers["WARC-Date"],
        "WARC-Profile": PROFILE,
        "WARC-Payload-Digest": archive.digest_of(body),
        WITHHELD: Withheld(day.isoformat(), len(body), reason).said,
    }
    if archive.FETCHED_AT_UNKNOWN[0] in record.headers:
        headers.update([archive.FETCHED_AT_UNKNOWN])
    out = io.BytesIO()
    archive.write_record(
        out, record.headers["WARC-Target-URI"], "revisit", StatusAndHeaders(status, kept, protocol=protocol), headers
    )
    return out.getvalue()


def _padded(plain: bytes, length: int) -> bytes | None:
    """A gzip member of exactly this many bytes; None if there is no room."""
    deflating = zlib.compressobj(9, wbits=-15)
    data = deflating.compress(plain) + deflating.flush()
    room = length - len(data) - _AROUND_BYTES
    if room < 0:
        return None
    end = zlib.crc32(plain).to_bytes(4, "little") + (len(plain) % 2**32).to_bytes(4, "little")
    return _COMMENTED + b" " * room + b"\0" + data + end
