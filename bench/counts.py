"""Memory and time of `cleaner mine` as documents grow: made-up lines, so that millions fit."""

from __future__ import annotations

import hashlib
import random
import resource
import time

from cleaner.mine.count import Least, counting
from cleaner.mine.lines import Line, Seen
from cleaner.model import Zone

SITES = 50
OWN, SHARED = 20, 8  # lines of a page that no other has, and lines that all of its site have
MEMORY = "256MB"  # what DuckDB is allowed
ZONES: tuple[Zone, ...] = ("head", "lead", "body", "tail")
WORDS = [f"word{number}" for number in range(5000)]


def run(documents: int) -> None:
    start = time.perf_counter()
    with counting(MEMORY, threads=2) as counts:
        for number in range(documents):
            counts.add(_page(number))
        added = time.perf_counter()
        found = len(counts.frequent(Least())), len(counts.samples())
    print(f"{documents} documents, {documents * (OWN + SHARED)} lines: {found[0]} lines recur")
    print(f"added in {added - start:.0f} s, counted in {time.perf_counter() - added:.0f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, of which DuckDB may have {MEMORY}")


def _page(number: int) -> Seen:
    chance, site = random.Random(number), f"site-{number % SITES}.example"
    own = [f"{' '.join(chance.choices(WORDS, k=3))} {number}" for _ in range(OWN)]
    shared = [f"line {index} of {site}" for index in range(SHARED)]
    lines = [Line(key, "body", at, key) for at, key in enumerate(own)]
    lines += [Line(key, ZONES[at % 4], OWN + at, key) for at, key in enumerate(shared)]
    prose = tuple(" ".join(chance.choices(WORDS, k=30)) for _ in range(4))
    story = hashlib.sha256(str(number).encode()).hexdigest()[:16]
    return Seen(f"page-{number}", site, "en", story, prose, tuple(lines))
