"""The archive on an object store: a whole night there, read back, killed between files and parts, and never stale."""

import fcntl
import io
import json
import os
import signal
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]
import pytest
from fastwarc import ArchiveIterator
from moto.server import ThreadedMotoServer
from warcio.checker import Checker

from scrapers import archive, crawl, memory
from tests.sample_web.nights import NIGHTS
from tests.sample_web.serve import serve

pytestmark = pytest.mark.xdist_group("crawl")

ROOT = Path(__file__).parent.parent
KEY, DAY = "yalu_post_en", NIGHTS[1].isoformat()
BUCKET = "p8-archive"
ENDINGS = (".warc.gz", ".cdxj", ".log", ".run.json")
WRITES = ("put_object", "create_multipart_upload", "upload_part", "complete_multipart_upload")

# A child that dies before its n-th write to the store, and tells each write before it.
DYING = f"""
import functools, os, signal, sys
from pathlib import Path
import s3fs
from scrapers import archive, crawl
last, plain_call = int(sys.argv[1]), s3fs.S3FileSystem._call_s3
async def call(self, method, *arguments, **named):
    global last
    if method in {WRITES}:
        last -= 1
        if last == 0:
            os.kill(os.getpid(), {signal.SIGKILL:d})
    return await plain_call(self, method, *arguments, **named)
s3fs.S3FileSystem._call_s3 = call
s3fs.S3FileSystem._put_file = functools.partialmethod(s3fs.S3FileSystem._put_file, chunksize=5 << 20)
if sys.argv[2] == "publish":
    archive.publish(sys.argv[3], "outlet/2019-12-03/big.warc.gz", Path(sys.argv[4]))
else:
    sys.exit(crawl.main(sys.argv[3:]))
"""


@dataclass(frozen=True)
class Store:
    """An object store on loopback, seen by a client that is not ours."""

    client: Any

    def keys(self, prefix: str) -> list[str]:
        found = self.client.list_objects_v2(Bucket=BUCKET, Prefix=f"{prefix}/").get("Contents", [])
        return [entry["Key"].removeprefix(f"{prefix}/") for entry in found]

    def content(self, prefix: str, key: str) -> bytes:
        content: bytes = self.client.get_object(Bucket=BUCKET, Key=f"{prefix}/{key}")["Body"].read()
        return content

    def put(self, prefix: str, key: str, content: bytes) -> None:
        self.client.put_object(Bucket=BUCKET, Key=f"{prefix}/{key}", Body=content)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A server with an empty bucket; our side learns of it from the environment alone, as on a real machine."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    with pytest.MonkeyPatch.context() as patched:
        host, port = server.get_host_and_port()
        named = {"ENDPOINT_URL": f"http://{host}:{port}", "ACCESS_KEY_ID": "ours", "SECRET_ACCESS_KEY": "ours"}
        for name, value in {**named, "DEFAULT_REGION": "eu-central-1", "EC2_METADATA_DISABLED": "true"}.items():
            patched.setenv(f"AWS_{name}", value)
        client = boto3.client("s3")
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        yield Store(client)
        client.close()
    server.stop()


def url(prefix: str) -> str:
    return f"s3://{BUCKET}/{prefix}"


def arguments(prefix: str, proxy: str) -> list[str]:
    return [KEY, "--day", DAY, "--archive", url(prefix), "--web", "sample", "--proxy", proxy]


def crawled(prefix: str, proxy: str, dies_before_write: int = 0) -> int:
    """The exit status of a crawl in a process of its own."""
    command = [sys.executable, "-c", DYING, str(dies_before_write), "crawl", *arguments(prefix, proxy)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120).returncode


def payloads(prefix: str) -> set[tuple[str, str]]:
    records = archive.run_records(url(prefix), source=KEY, day=DAY)
    pages = [page for record in records for page in record["pages"] if page["role"] == "report"]
    return {(page["url_key"], page["payload_sha256"]) for page in pages}


@pytest.fixture(scope="module")
def proxy() -> Iterator[str]:
    with serve(1) as found:
        yield found


@pytest.fixture(scope="module")
def night(store: Store, proxy: str) -> str:
    """The prefix of an archive that holds one night, played twice."""
    assert (0, 0) == (crawled("a folder", proxy), crawled("a folder", proxy))
    return "a folder"


# --- a whole night -------------------------------------------------------------------------------------------------


def test_a_night_leaves_the_same_files_as_in_a_folder(store: Store, night: str) -> None:
    runs = [record["run"] for record in archive.run_records(url(night))]

    expected = {f"{KEY}/state.json"} | {f"{KEY}/{DAY}/{run}{ending}" for run in runs for ending in ENDINGS}

    assert 2 == len(runs)
    assert expected == set(store.keys(night))


def test_a_second_run_remembers_the_first(night: str) -> None:
    first, second = archive.run_records(url(night), source=KEY, day=DAY)

    assert (first["figures"]["new"], 0) == (second["figures"]["not_modified"], second["figures"]["new"])
    assert second["run"] == memory.recall(url(night), KEY).through


def test_each_page_is_read_at_its_offset_and_is_what_came(night: str) -> None:
    for record in archive.run_records(url(night)):
        stored = list(archive.pages(url(night), record["warc"]))
        read = [archive.read_page(url(night), record["warc"], page["offset"]) for page in record["pages"]]

        assert [one.page for one in stored] == read
        assert [page["payload_sha256"] for page in record["pages"]] == [page.payload_sha256 for page in read]


def test_any_reader_of_warc_files_reads_them(
    store: Store, night: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, record in enumerate(archive.run_records(url(night))):
        file = tmp_path / f"{number}.warc.gz"
        file.write_bytes(store.content(night, record["warc"]))
        records = list(ArchiveIterator(io.BytesIO(file.read_bytes()), verify_digests=True))

        assert 0 == Checker(Namespace(inputs=[str(file)], verbose=False)).process_all()
        assert 1 + 2 * len(record["pages"]) == len(records)
    assert "" == capsys.readouterr().out


# --- other processes -----------------------------------------------------------------------------------------------


def test_what_another_process_publishes_is_seen_at_once(store: Store) -> None:
    def runs() -> list[str]:
        return [record["run"] for record in archive.run_records(url("shared"))]

    seen = [runs()]
    for number in (1, 2):
        record = {"run": f"20191203T030000Z-{number}", "source": "outlet"}
        store.put("shared", f"outlet/{DAY}/{record['run']}.run.json", json.dumps(record).encode())
        seen.append(runs())

    assert [[], ["20191203T030000Z-1"], ["20191203T030000Z-1", "20191203T030000Z-2"]] == seen


def test_what_another_process_replaces_is_read_anew(store: Store) -> None:
    read = []
    for content in (b"old", b"the new one"):
        store.put("shared", "outlet/state.json", content)
        archive.run_records(url("shared"), source="outlet")
        read.append(archive.read_bytes(url("shared"), "outlet/state.json"))

    assert [b"old", b"the new one"] == read
    assert None is archive.read_bytes(url("shared"), "outlet/another.json")


def test_a_file_that_is_not_there_is_named(store: Store) -> None:
    with pytest.raises(archive.ArchiveBroken, match=r"outlet/gone\.warc\.gz: not in the archive s3://"):
        archive.read_page(url("shared"), "outlet/gone.warc.gz", 0)


def test_two_crawls_on_one_machine_do_not_meet(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawl, "LOCK_WAIT_SECONDS", 0)
    lock = archive.lock_path(url("locked"), KEY)
    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        code = crawl.main(arguments("locked", "http://127.0.0.1:1"))

    (record,) = archive.run_records(url("locked"))
    assert (75, None, "busy") == (code, record["warc"], record["listing"]["failure"]["kind"])
    assert lock != archive.lock_path(url("another"), KEY)


# --- kills ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [1, 2, 3, 4, 5], ids=["warc", "index", "log", "run record", "memory"])
def test_a_crawl_killed_before_a_write_leaves_whole_files_and_is_made_good(
    store: Store, proxy: str, night: str, write: int
) -> None:
    prefix = f"killed {write}"

    killed = crawled(prefix, proxy, dies_before_write=write)

    left = [key.partition("-1.")[2] for key in store.keys(prefix)]
    assert (-signal.SIGKILL, sorted(["warc.gz", "cdxj", "log", "run.json"][: write - 1])) == (killed, sorted(left))
    assert (write > 4) == bool(archive.run_records(url(prefix)))
    assert 0 == crawled(prefix, proxy)
    assert payloads(night) == payloads(prefix)


@pytest.mark.parametrize("write", [3, 5], ids=["the second part", "the end"])
def test_an_upload_killed_between_its_parts_is_not_there(store: Store, tmp_path: Path, write: int) -> None:
    big = tmp_path / "part"
    big.write_bytes(os.urandom(1 << 20) * 11)
    command = [sys.executable, "-c", DYING, str(write), "publish", url("parts"), str(big)]

    killed = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120).returncode

    assert (-signal.SIGKILL, None) == (killed, archive.read_bytes(url("parts"), f"outlet/{DAY}/big.warc.gz"))
    assert 1 == len(store.client.list_multipart_uploads(Bucket=BUCKET)["Uploads"])
    archive.publish(url("parts"), f"outlet/{DAY}/big.warc.gz", big)
    assert big.read_bytes() == store.content("parts", f"outlet/{DAY}/big.warc.gz")
    _forget(store)


def _forget(store: Store) -> None:
    """What a killed upload sent stays in the store, unseen, until its owner clears it away."""
    for upload in store.client.list_multipart_uploads(Bucket=BUCKET).get("Uploads", []):
        store.client.abort_multipart_upload(Bucket=BUCKET, Key=upload["Key"], UploadId=upload["UploadId"])
    store.client.delete_object(Bucket=BUCKET, Key=f"parts/outlet/{DAY}/big.warc.gz")


def test_an_archive_without_a_bucket_is_a_failure_and_no_quiet_night(store: Store, proxy: str) -> None:
    command = [sys.executable, "-m", "scrapers.crawl", *arguments("x", proxy)]
    command[command.index("--archive") + 1] = "s3://no-such-bucket/x"

    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert 70 == ended.returncode
    assert "crawl_lost" in ended.stderr
