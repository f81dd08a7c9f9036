"""Characters that no JSON reader should meet, and those a person should know of."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.model import Edit, Page, Problem
from cleaner.segment.text import BOM

NUL = "repair/nul"
REPLACEMENT = "\ufffd"

# What hides in text; kept, since ZWNJ and ZWJ spell Persian and Hindi words, and warned of.
# Bidirectional controls: CVE-2021-42574. C1 controls are mostly windows-1252 read as Latin-1.
_HIDDEN = {
    "bidi-controls": re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]"),
    "zero-width": re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]"),
    "control-characters": re.compile("[\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"),
}
_ANY = re.compile("|".join(pattern.pattern for pattern in _HIDDEN.values()).replace("]|[", ""))


def repairs(page: Page, removed: Sequence[Edit]) -> Iterator[Edit]:
    """NUL becomes U+FFFD wherever it is kept: JSON readers in C end a string at it."""
    position = page.text.find("\0")
    starts = [edit.start for edit in removed]
    while position >= 0:
        before = bisect_right(starts, position) - 1
        if before < 0 or removed[before].end <= position:
            yield Edit(position, position + 1, NUL, "repair", REPLACEMENT)
        position = page.text.find("\0", position + 1)


def warnings(page: Page) -> Iterator[Problem]:
    """Invisible characters in the page: how many, and which."""
    counts = Counter(_ANY.findall(page.text.removeprefix(BOM)))
    for code, pattern in _HIDDEN.items():
        chars = sorted(filter(pattern.match, counts))
        if chars:
            names = ", ".join(f"U+{ord(char):04X}" for char in chars)
            yield Problem(code, f"{sum(counts[char] for char in chars)} kept: {names}")
