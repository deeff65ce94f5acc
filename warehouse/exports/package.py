"""One export on disk: a Data Package (datapackage.org, version 2), whole or not at all. Knows nothing of claims."""

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MANIFEST = "datapackage.json"
MANIFEST_SCHEMA = "datapackage.jsonschema.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
OWN_SCHEMA = Path(__file__).with_name(MANIFEST_SCHEMA)
NAME = "paragraph8"
TITLES = {
    "claims": "what was read in reports, claim by claim",
    "citations": "the footnotes of claims, each compared with the bytes of its page",
    "ftm": "companies, agencies and bodies that reports name, as FollowTheMoney",
    "pages": "the cited pages as they were received, as far as they may be shown",
}


class FolderTaken(Exception):
    """The folder holds something that is no export of ours. The message names it."""


@dataclass
class Package:
    """An export that is being written into `folder`: what it says of itself, its files so far, claims that were refused
    (each with the reason), and how many pages were left out for which reason."""

    folder: Path
    about: Mapping[str, Any]
    resources: list[dict[str, Any]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)

    def add(self, file: str, media_type: str, **about: Any) -> None:
        """Enter a file that is written to its end; `about` are properties of a Data Resource."""
        path = self.folder / file
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        name, _, suffix = file.partition(".")
        self.resources.append({
            "name": f"{name}-{suffix.replace('.', '-')}",
            "path": file,
            "format": suffix.rpartition(".")[2],
            "mediatype": media_type,
            "bytes": path.stat().st_size,
            "hash": f"sha256:{digest}",
            **about,
        })  # fmt: skip

    def add_json(self, file: str, content: Any, media_type: str = "application/json", **about: Any) -> None:
        """Write a JSON file and enter it."""
        (self.folder / file).write_text(as_json(content), encoding="utf-8")
        self.add(file, media_type, encoding="utf-8", **about)


def as_json(content: Any) -> str:
    """JSON to be read by people, the same for the same content."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


@contextmanager
def placed(folder: Path, about: Mapping[str, Any], parts: Collection[str]) -> Iterator[Package]:
    """A package to be filled, which takes its place as `folder` with its manifest when the block ends well.

    An export that stands there is replaced, an empty folder too. Raises FolderTaken for anything else.
    """
    folder = folder.absolute()
    _refuse_foreign(folder)
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    aside.mkdir(parents=True)
    try:
        package = Package(aside, about)
        yield package
        shutil.copyfile(OWN_SCHEMA, aside / MANIFEST_SCHEMA)
        (aside / MANIFEST).write_text(as_json(_descriptor(package, parts)), encoding="utf-8")
        _refuse_foreign(folder)
        _replace(folder, aside)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _descriptor(package: Package, parts: Collection[str]) -> dict[str, Any]:
    return {
        "$schema": PROFILE,
        "name": f"{NAME}-{'-'.join(parts)}",
        "title": f"Paragraph 8, {package.about['day']}: {'; '.join(TITLES[part] for part in parts)}",
        **package.about,
        "refused": len(package.refused),
        "leftOut": package.left_out,
        "resources": package.resources,
    }


def _refuse_foreign(folder: Path) -> None:
    """Only what a manifest of ours names is ever replaced."""
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir():
        raise FolderTaken(f"{folder} is no folder: name one that is new, or an export of before")
    held = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
    strays = sorted(held - _own_files(folder))
    if strays:
        raise FolderTaken(f"{folder} holds {strays[0]}, which no export put there: name a folder that is new")


def _own_files(folder: Path) -> set[str]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        named = {resource["path"] for resource in manifest["resources"]}
        is_ours = manifest["name"].startswith(NAME)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()
    return {MANIFEST, MANIFEST_SCHEMA, *named} if is_ours else set()


def _replace(folder: Path, new: Path) -> None:
    """A folder cannot be replaced in one step unless it is empty: the old one steps aside first."""
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
