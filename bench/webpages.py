"""HTML files by many processes: this cleaner against `trafilatura --parallel`, in one run."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.bulk import Cost, cost
from bench.corpora import read


def run(corpora: Path, pages: int, rounds: int) -> None:
    """Print pages a second, by the wall and by processor time; the best of the rounds counts.

    Both read a folder of HTML files with two processes and write what they find: JSON lines,
    validated and with everything that was removed, and one text file a page.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pages"
        folder.mkdir()
        found = (
            page for part in ("wcxb-dev", "traf-dev") for page in read(corpora, part, html=True)
        )
        for number, page in zip(range(pages), found, strict=False):
            (folder / f"{number:05}.html").write_text(page.html, "utf-8", "surrogatepass")
        count = len(list(folder.iterdir()))
        ours: list[Cost] = []
        theirs: list[tuple[float, float]] = []
        for _ in range(rounds):
            ours.append(cost(folder, 2))
            theirs.append(_trafilatura(folder, Path(name) / "out"))
        walls = min(one.wall for one in ours), min(wall for wall, _ in theirs)
        spent = min(one.total for one in ours), min(cpu for _, cpu in theirs)
    print(f"{count} HTML pages, two processes each, best of {rounds}")
    for title, (one, other) in (("wall", walls), ("processor", spent)):
        print(f"{title:10} cleaner {one:7.1f} s  {count / one:7.1f} pages/s")
        print(
            f"{'':10} trafilatura {other:7.1f} s  {count / other:7.1f} pages/s: x{other / one:.2f}"
        )


def _trafilatura(folder: Path, out: Path) -> tuple[float, float]:
    """Wall and processor seconds."""
    command = [sys.executable, "-m", "trafilatura.cli", "--input-dir", str(folder)]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(
        [*command, "--output-dir", str(out), "--parallel", "2"], check=True, capture_output=True
    )
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
