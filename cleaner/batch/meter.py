"""How far a run is: counted as its batches come back, told as a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cleaner.report import Tally


@dataclass(slots=True)
class Meter:
    """`total` bytes of inputs, 0 where that is not known; `start` in seconds of the clock."""

    total: int
    start: float
    tally: Tally = field(default_factory=Tally)
    read: int = 0  # bytes of the inputs that went by
    before: int = 0  # of these, in an earlier run
    documents_before: int = 0
    bytes_before: int = 0
    seconds: dict[str, float] = field(default_factory=dict)  # of processor time, by stage
    peak: int = 0  # bytes of memory that a worker has had at most

    def go_on(self) -> None:
        """What is counted so far was done by an earlier run."""
        self.before, self.documents_before = self.read, self.tally.documents
        self.bytes_before = self.tally.bytes

    def add(self, tally: Tally, read: int, seconds: Mapping[str, float], peak: int) -> None:
        self.tally.merge(tally)
        self.read += read
        for stage, spent in seconds.items():
            self.spend(stage, spent)
        self.peak = max(self.peak, peak)

    def spend(self, stage: str, seconds: float) -> None:
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    def share(self) -> float:
        """How much of the inputs is done: 0-1; 0 where that is not known."""
        return min(1.0, self.read / self.total) if self.total else 0.0

    def line(self, now: float) -> str:
        """Where the run is, for a person."""
        elapsed = max(now - self.start, 1e-3)
        documents = (self.tally.documents - self.documents_before) / elapsed
        size = (self.tally.bytes - self.bytes_before) / elapsed / 1e6
        parts = [f"{self.tally.documents:,} documents", f"{documents:,.0f}/s", f"{size:.1f} MB/s"]
        if self.total and self.read > self.before:
            left = (self.total - self.read) * elapsed / (self.read - self.before)
            parts.append(f"{self.share():.0%} done, {_clock(max(0.0, left))} left")
        return ", ".join(parts) + f"; {self.shares()}; {self.rejected()}"

    def shares(self) -> str:
        found = self.tally.whole.characters
        whole = max(1, found["in"])
        return f"kept {found['kept'] / whole:.0%}, removed {found['removed'] / whole:.0%}"

    def rejected(self) -> str:
        codes = self.tally.rejections
        listed = ", ".join(f"{code} {codes[code]:,}" for code in sorted(codes))
        return f"{codes.total():,} rejected" + (f" ({listed})" if listed else "")

    def stages(self) -> list[tuple[str, float, float]]:
        """Processor seconds and share of each stage, the longest first."""
        whole = max(sum(self.seconds.values()), 1e-9)
        ranked = sorted(self.seconds.items(), key=lambda one: -one[1])
        return [(name, spent, spent / whole) for name, spent in ranked]


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
