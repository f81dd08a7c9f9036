"""How many copies `cleaner report --near-duplicates` tells, some of their words changed."""

from __future__ import annotations

import hashlib
import random
import time
from pathlib import Path

from bench.corpora import read
from cleaner.near import SIMILAR, NearDuplicates, runs

CHANGED = (0.005, 0.01, 0.02, 0.03, 0.05)  # of the words of a copy
EVERY = 5  # a copy of each fifth page


def run(corpora: Path) -> None:
    pages = [
        page.gold or page.flat_layout
        for name in ("wcxb-dev", "traf-dev")
        for page in read(corpora, name)
    ]
    texts = {f"{number:05}": text for number, text in enumerate(pages) if len(text) > 200}
    chance = random.Random(1)
    near, alike, less = NearDuplicates(), set[tuple[str, str]](), set[tuple[str, str]]()
    start = time.process_time()
    for ident, text in texts.items():
        near.add(_document(ident, text))
    print(f"{len(texts)} texts, {len(texts) / (time.process_time() - start):.0f} a second")
    for ident, text in list(texts.items())[: 300 * EVERY : EVERY]:
        copy = _changed(text, chance.choice(CHANGED), chance)
        pair = (ident, f"{ident}-copy")
        (alike if _similarity(text, copy) >= SIMILAR else less).add(pair)
        near.add(_document(pair[1], copy))
    told = {(group["of"], one["id"]) for group in near.found() for one in group["documents"]}
    print(f"copies of {SIMILAR} and more: {len(told & alike)} of {len(alike)} told")
    print(f"copies of less: {len(told & less)} of {len(less)} told; other pairs: ", end="")
    print(len(told - alike - less))


def _document(ident: str, text: str) -> dict[str, str]:
    return {"id": ident, "text": text, "text_sha256": hashlib.sha256(text.encode()).hexdigest()}


def _changed(text: str, share: float, chance: random.Random) -> str:
    words = text.split()
    for index in chance.sample(range(len(words)), int(len(words) * share)):
        words[index] = f"changed{index}"
    return " ".join(words)


def _similarity(one: str, other: str) -> float:
    a, b = set(runs(one)), set(runs(other))
    return len(a & b) / len(a | b)
