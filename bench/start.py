"""What `cleaner --help` costs: CPU time of the whole process."""

from __future__ import annotations

import resource
import subprocess
import sys


def run(runs: int) -> None:
    """Print the least of the runs; the first compiles the modules and does not count."""
    command = [sys.executable, "-m", "cleaner", "--help"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print(f"cleaner --help: {min(times) * 1000:.0f} ms of CPU, least of {runs}")
