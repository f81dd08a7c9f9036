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
from pathlib import Path

from bench.bulk import corpus, digest

SHARDS = 6  # so many that kills fall between them and within


def run(corpora: Path, kills: int, pages: int, seed: int) -> int:
    """Kill runs, the parent or one of its processes at a time, until `kills` have hit.

    A run whose parent was killed is started again, and may be killed again; the tree of each is
    compared when it has come to its end. 1 when one is another than that of an unbroken run.
    """
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name) / "pages.jsonl", Path(name) / "killed"
        corpus(corpora, pages, source)
        start = time.monotonic()
        _started(source, Path(name) / "unbroken", pages).wait()
        length = time.monotonic() - start
        expected = digest(Path(name) / "unbroken")
        hits = {"parent": 0, "worker": 0}
        trees = equal = 0
        while sum(hits.values()) < kills or out.exists():
            process = _started(source, out, pages)
            if sum(hits.values()) < kills and (victim := _killed(process, chance, length)):
                hits[victim] += 1
            if process.wait() == 0:
                trees, equal = trees + 1, equal + (digest(out) == expected)
                shutil.rmtree(out)
                print(f"{hits}, equal trees: {equal} of {trees}", flush=True)
    print(f"{pages} pages, {SHARDS} shards; {sum(hits.values())} kills; {equal} of {trees} equal")
    return int(equal < trees)


def _started(source: Path, out: Path, pages: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cleaner", "clean", str(source), "--out", str(out)]
    command += ["--to", "jsonl.zst", "--jobs", "2", "--shard-size", str(pages // SHARDS)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


def _killed(process: subprocess.Popen[bytes], chance: random.Random, length: float) -> str:
    """Kill a run, or a process of it, at a random time; which, or "" when it was over."""
    time.sleep(chance.uniform(0, length))
    below = descendants(process.pid)
    victim = process.pid if not below or chance.random() < 0.5 else chance.choice(below)
    if process.poll() is not None:
        return ""
    try:
        os.kill(victim, signal.SIGKILL)
    except ProcessLookupError:
        return ""
    return "parent" if victim == process.pid else "worker"


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
