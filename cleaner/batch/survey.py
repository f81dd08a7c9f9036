"""What a run's inputs are, before any of them is cleaned: how much, and whether still the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cleaner.tree import STREAMS, Seed

# Of a large file only its ends and its size are looked at: reading 40 GB twice would take longer
# than it is worth, and a dump that was written anew differs there.
END = 2**20


@dataclass(frozen=True, slots=True)
class Survey:
    """One input as it was found."""

    path: str  # as it was given
    files: int
    bytes: int
    sha256: str  # of the names and sizes of its files, and of the ends of large ones


def survey(paths: Iterable[Path], seeds: Iterable[tuple[int, Seed]]) -> list[Survey]:
    """The inputs at the paths; `seeds` are those of all of them, in order."""
    shown = [str(path) for path in paths]
    files, sizes = [0] * len(shown), [0] * len(shown)
    digests = [hashlib.sha256() for _ in shown]
    for index, seed in seeds:
        size, ends = _look(seed)
        files[index] += 1
        sizes[index] += size
        digests[index].update(f"{seed.rel}\0{size}\0".encode("utf-8", "surrogateescape") + ends)
    hexes = [digest.hexdigest() for digest in digests]
    return [Survey(*found) for found in zip(shown, files, sizes, hexes, strict=True)]


def _look(seed: Seed) -> tuple[int, bytes]:
    """The size of a file, and the digest of its ends where it holds many documents."""
    try:
        size = seed.path.stat().st_size
        if seed.kind not in STREAMS:
            return size, b""
        with seed.path.open("rb") as file:
            digest = hashlib.sha256(file.read(END))
            file.seek(max(0, size - END))
            digest.update(file.read(END))
            return size, digest.digest()
    except OSError:  # said when it is read
        return 0, b""
