"""Runs that are killed at random, and gone on with: is the tree the one of an unbroken run?"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.bulk import corpus, digest

SHARD = 20  # inputs: many shards, so that kills fall between and within them


def run(corpora: Path, kills: int, pages: int, seed: int) -> int:
    """One run a kill, of the parent or one of its processes; 1 when a tree is another."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "pages.jsonl"
        corpus(corpora, pages, source)
        start = time.monotonic()
        _started(source, folder / "unbroken").wait()
        length = time.monotonic() - start
        expected = digest(folder / "unbroken")
        equal, hit = 0, {"parent": 0, "worker": 0, "none": 0}
        for number in range(kills):
            out = folder / "killed"
            hit[_killed_once(source, out, chance, length)] += 1
            while _started(source, out).wait() != 0:
                pass
            same = digest(out) == expected
            equal += same
            if not same:
                print(f"kill {number}: another tree")
            subprocess.run(["rm", "-r", str(out)], check=True)
        print(f"{pages} pages, {length:.1f} s unbroken; killed: {hit}")
        print(f"equal trees: {equal} of {kills}")
        return int(equal < kills)


def _started(source: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cleaner", "clean", str(source), "--out", str(out)]
    command += ["--to", "jsonl.zst", "--jobs", "2", "--shard-size", str(SHARD)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def _killed_once(source: Path, out: Path, chance: random.Random, length: float) -> str:
    """Start a run and kill one of its processes at a random time; which."""
    process = _started(source, out)
    time.sleep(chance.uniform(0, length))
    below = descendants(process.pid)
    victim = process.pid if not below or chance.random() < 0.5 else chance.choice(below)
    over = process.poll() is not None
    try:
        os.kill(victim, signal.SIGKILL)
    except ProcessLookupError:
        over = True
    process.wait()
    return "none" if over else "parent" if victim == process.pid else "worker"


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
