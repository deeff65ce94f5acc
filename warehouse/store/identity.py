"""Public ids, names of extractors, and how ids of groups (stories, events) outlive a change of members. Pure."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

ID_LENGTH = 16  # hex digits: 64 bits, a collision among 100 million ids has a chance of 1 in 3,700


def public_id(*parts: object) -> str:
    """The public id of a natural key: the first 16 hex digits of the sha256 of its parts, joined by line feeds."""
    return hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:ID_LENGTH]


def extractor_of(extractor: str, layouts: Sequence[object]) -> str:
    """The name under which a source's pages are read: the extractor's, and a hash of the source's own layouts, for the
    same page reads otherwise once they are mended."""
    if not layouts:
        return extractor
    return f"{extractor}+layout-{hashlib.sha256(repr(tuple(layouts)).encode()).hexdigest()[:8]}"


def named(label_of_member: Mapping[str, str], order: Mapping[str, int]) -> dict[str, str]:
    """Member -> the id of its group: that of the member which comes first in `order`.

    With an order that never changes and in which new members come last, an id stays while its group grows; of two
    groups that become one the older id stays; of one that falls apart each part has the id it would have had alone."""
    groups: dict[str, list[str]] = defaultdict(list)
    for member, label in label_of_member.items():
        groups[label].append(member)
    first_of = {label: min(members, key=order.__getitem__) for label, members in groups.items()}
    return {member: first_of[label] for member, label in label_of_member.items()}


@dataclass(frozen=True)
class Regrouping:
    """Which id each member now belongs to, and which ids went up in another: (old id, id that took over)."""

    id_of_member: Mapping[str, str]
    merged: tuple[tuple[str, str], ...]


def regroup(label_of_member: Mapping[str, str], standing: Mapping[str, date]) -> Regrouping:
    """Ids for freshly made groups, such that an id in use stays with the group that holds its namesake.

    `label_of_member` names each member's new group; a label is itself a member. `standing` are the ids already in use
    before today, each the id of the member it was named after, with the day since when. A group with several such
    namesakes keeps the oldest id and takes the others over; one with none is called by its label.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for member, label in label_of_member.items():
        groups[label].append(member)
    id_of_member: dict[str, str] = {}
    merged: list[tuple[str, str]] = []
    for label, members in sorted(groups.items()):
        kept = _by_age(members, standing)
        name = kept[0] if kept else label
        id_of_member.update(dict.fromkeys(members, name))
        merged += [(old, name) for old in kept[1:]]
    return Regrouping(id_of_member, tuple(merged))


def _by_age(members: Iterable[str], standing: Mapping[str, date]) -> list[str]:
    return sorted((member for member in members if member in standing), key=lambda member: (standing[member], member))
