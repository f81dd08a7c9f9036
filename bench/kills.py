"""Runs that are killed at random, and gone on with: is the tree the one of an unbroken run?"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.bulk import corpus, digest

SHARDS = 6  # so many that kills fall between them and within
AGAIN = 1 / 3  # how often a run that goes on is killed, too


@dataclass(slots=True)
class Killer:
    """Brings runs to their end, with kills on the way."""

    source: Path
    pages: int
    length: float  # seconds that the last run took that came to its end: machines get busy
    chance: random.Random
    hits: Counter[str] = field(default_factory=Counter)

    def tree(self, out: Path) -> None:
        """A run that is killed at least once, and gone on with until it is done."""
        while not self._hit_before_done(out):
            shutil.rmtree(out)

    def _hit_before_done(self, out: Path) -> bool:
        hit, code = False, -signal.SIGKILL
        while code:
            process, start = started(self.source, out, self.pages), time.monotonic()
            if not hit or self.chance.random() < AGAIN:
                hit |= self._kill(process, out)
            code = process.wait()
            if not code:
                self.length = time.monotonic() - start
            elif code != -signal.SIGKILL:
                self.hits[f"exit {code}"] += 1
                print(Path(f"{self.source}.err").read_text("utf-8"), end="", flush=True)
        return hit

    def _kill(self, process: subprocess.Popen[bytes], out: Path) -> bool:
        """Kill a run, or a process of it, at a random time; False when it was over by then."""
        # Later is likelier: at first there is nothing yet to lose.
        time.sleep(self.chance.triangular(0, self.length, self.length))
        below = descendants(process.pid)
        parent = not below or self.chance.random() < 0.5
        if process.poll() is not None:
            return False
        try:
            os.kill(process.pid if parent else self.chance.choice(below), signal.SIGKILL)
        except ProcessLookupError:
            return False
        self.hits["parent" if parent else "worker"] += 1
        self.hits["with shards done"] += any(out.glob("documents/shard-*"))
        return True


def run(corpora: Path, trees: int, pages: int, seed: int) -> int:
    """Make trees by runs that are killed, the parent or one of its processes, once at least each.

    1 when one is another than that of an unbroken run.
    """
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name) / "pages.jsonl", Path(name) / "killed"
        corpus(corpora, pages, source)
        start = time.monotonic()
        started(source, Path(name) / "unbroken", pages).wait()
        killer = Killer(source, pages, time.monotonic() - start, random.Random(seed))
        expected, equal = digest(Path(name) / "unbroken"), 0
        for number in range(1, trees + 1):
            killer.tree(out)
            equal += digest(out) == expected
            shutil.rmtree(out)
            print(f"{dict(killer.hits)}, equal trees: {equal} of {number}", flush=True)
    kills = killer.hits["parent"] + killer.hits["worker"]
    print(f"{pages} pages, {SHARDS} shards; {kills} kills; {equal} of {trees} equal")
    return int(equal < trees)


def started(source: Path, out: Path, pages: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cleaner", "clean", str(source), "--out", str(out)]
    command += ["--to", "jsonl.zst", "--jobs", "2", "--shard-size", str(pages // SHARDS)]
    with Path(f"{source}.err").open("wb") as said:
        return subprocess.Popen(command, stderr=said)


def descendants(pid: int) -> list[int]:
    """All processes below one: its workers, and what serves them."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parent = int(stat.rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    found = list(children.get(pid, []))
    for child in found:
        found += children.get(child, [])
    return found
