"""A corpus end to end: documents a second, memory, growth; one worker and two."""

from __future__ import annotations

import hashlib
import itertools
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import orjson

from bench.corpora import read

# What `python -m bench speed` calls the engine: segment to record, without language and disk.
ENGINE = ("segment", "mark and settle", "record")
STEPS = (100, 10)  # of the corpus: a hundredth, a tenth, all


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took."""

    wall: float  # seconds
    stages: dict[str, float]  # processor seconds, over all processes
    peak: int  # MB of a worker, at most

    @property
    def total(self) -> float:
        return sum(self.stages.values())

    @property
    def engine(self) -> float:
        return sum(self.stages[stage] for stage in ENGINE)


def corpus(corpora: Path, pages: int, out: Path) -> int:
    """Write flattened pages, shuffled, over and over under new ids; the bytes of their text."""
    found = [
        (page.flat_layout, page.url)
        for name in ("wcxb-dev", "traf-dev")
        for page in read(corpora, name)
        if page.flat_layout.strip()
    ]
    random.Random(0).shuffle(found)
    size = 0
    with out.open("wb") as file:
        for number, (text, url) in zip(range(pages), itertools.cycle(found), strict=False):
            line = {"id": f"page-{number:07}", "text": text, "url": url}
            file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
            size += len(text.encode())
    return size


def digest(folder: Path) -> str:
    """sha256 over all files below a folder, names and bytes."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes() + b"\0")
    return whole.hexdigest()


def cost(source: Path, jobs: int) -> Cost:
    """Clean a file of JSON lines into JSONL.zst, in processes of their own."""
    with tempfile.TemporaryDirectory(dir=source.parent) as out:
        command = [sys.executable, "-m", "cleaner", "clean", str(source), "--out", out]
        command += ["--to", "jsonl.zst", "--jobs", str(jobs), "--profile"]
        start = time.monotonic()
        done = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True)
        wall = time.monotonic() - start
    stages = re.findall(r"^  (\S.*?)\s+([\d.]+) s ", done.stderr, re.MULTILINE)
    peak = re.search(r"most memory of a worker: ([\d,]+) MB", done.stderr)
    assert peak
    seconds = {name: float(spent) for name, spent in stages}
    return Cost(wall, seconds, int(peak[1].replace(",", "")))


def run(corpora: Path, pages: int, rounds: int) -> None:
    """Print the cost of a hundredth, a tenth and all of the pages, then of one worker and two."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "pages.jsonl"
        for count in (*(pages // step for step in STEPS), pages):
            size = corpus(corpora, count, source)
            _tell(count, size, cost(source, 2))
        scaling(corpora, pages // STEPS[-1], rounds, source)


def scaling(corpora: Path, pages: int, rounds: int, source: Path) -> None:
    """Wall time of one worker and of two, in turns; the best of the rounds counts."""
    corpus(corpora, pages, source)
    walls: dict[int, list[Cost]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs, found in walls.items():
            found.append(cost(source, jobs))
    one, two = (min(cost.wall for cost in walls[jobs]) for jobs in (1, 2))
    print(f"{pages} documents, best of {rounds}: one worker {one:.1f} s, two {two:.1f} s")
    print(f"two workers are {one / two:.2f} times one")


def _tell(count: int, size: int, found: Cost) -> None:
    print(f"{count:,} documents, {size / 1e6:,.1f} MB of text; two workers, JSONL.zst")
    print(f"  wall        {found.wall:9.1f} s  {count / found.wall:8.0f} documents/s")
    print(f"  processor   {found.total:9.1f} s  {size / 1e6 / found.total:8.2f} MB/s a core")
    print(f"  engine      {found.engine:9.1f} s  {size / 1e6 / found.engine:8.2f} MB/s a core")
    print(f"  end to end runs at {found.engine / found.total:.0%} of the engine alone")
    print(
        f"  {found.total / size * 1e9:.1f} processor seconds a GB; worker at most {found.peak} MB"
    )
    for stage, spent in sorted(found.stages.items(), key=lambda one: -one[1]):
        print(f"    {stage:16} {spent:9.2f} s  {spent / found.total:6.1%}")
