"""Pages of the size and compressibility of real ones, made of invented words; the same at every run."""

import random
from base64 import b64encode

PAGE_BYTES = 188_000
"""The mean of the 1,460 saved pages of shared/bench; gzip level 1 leaves 23 % of those and about as much of these."""


def pages(count: int, size_bytes: int = PAGE_BYTES) -> list[bytes]:
    """`count` different pages of exactly `size_bytes` bytes."""
    chance = random.Random(3)
    words = ["".join(chance.choices("aeiounrtlsdkmg", k=chance.randint(2, 9))) for _ in range(6_000)]
    return [_page(number, size_bytes, chance, words) for number in range(count)]


def _page(number: int, size_bytes: int, chance: random.Random, words: list[str]) -> bytes:
    head = f"<!doctype html><html><head><title>Report {number}</title></head><body>"
    tail = "</body></html>"
    room = size_bytes - len(head) - len(tail)
    parts: list[str] = []
    while room > 0:
        parts.append(_block(chance, words))
        room -= len(parts[-1])
    filled = "".join(parts)
    return f"{head}{filled[: len(filled) + room]}{tail}".encode()


def _block(chance: random.Random, words: list[str]) -> str:
    """A paragraph, or one of the menus, scripts and pictures in the text that make up most of a page of today."""
    said = " ".join(words[int(chance.paretovariate(0.6)) % len(words)] for _ in range(30))
    link = f"/{chance.choice(words)}/{chance.getrandbits(32):08x}.html"
    paragraph = f'<p class="text">{said}. <a href="{link}">{chance.choice(words)}</a></p>\n'
    menu = f'<li class="menu-item menu-item-type-taxonomy"><a href="{link}" data-track="menu">{link}</a></li>\n' * 12
    picture = f'<img alt="" src="data:image/gif;base64,{b64encode(chance.randbytes(330)).decode()}">\n'
    return chance.choices([paragraph, menu, picture], [4, 3, 3])[0]
