"""Which files are seeds, and where the document of each is written.

A seed at `root/news/a.txt` becomes `out/news/a.json`; a rejected one, `out/_rejected/news/a.json`.
The same seed goes to the same place whether it is named alone or found in its folder.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from cleaner.ids import safe_id
from cleaner.model import Problem

REJECTED = "_rejected"
KINDS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
MEDIA = {"text": "text/plain", "html": "text/html", "jsonl": ""}
UNKNOWN = "is no .txt or .html file"
# 255 bytes on ext4, less the suffix of the output.
MAX_NAME = 240


class UsageError(Exception):
    """What the user asked for cannot be done: what, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A raw file and its place in the tree."""

    path: Path
    rel: PurePosixPath  # below the root; the raw path of its document
    kind: str  # "text" | "html" | "jsonl"
    name: str  # of its output, without the suffix

    def document(self, out: Path) -> Path:
        return out / self.rel.parent / f"{self.name}.json"

    def rejection(self, out: Path) -> Path:
        return out / REJECTED / self.rel.parent / f"{self.name}.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """The seeds, sorted by place; the folders they were looked for in, below their roots; and
    what was passed over."""

    seeds: tuple[Seed, ...]
    folders: tuple[PurePosixPath, ...]
    passed: tuple[Problem, ...]

    def only(self, paths: Collection[Path]) -> Plan:
        """The plan for those seeds alone; what else is in the folders no longer counts."""
        return Plan(tuple(seed for seed in self.seeds if seed.path in paths), (), self.passed)


def plan(
    paths: Sequence[Path],
    roots: Sequence[Path],
    out: Path,
    kind: str = "",
    *,
    streams: bool = False,
) -> Plan:
    """What a run over `paths` is about. `kind` overrides what the names say.

    Streams of JSON lines have no place in the tree: they count only with `streams`.

    Files below one of `roots`, the configured folders of seeds, keep their place below it; other
    folders are roots themselves. Raises UsageError for a path that is not there, a name that
    does not tell the kind, and two seeds that would share an output.
    """
    walkers: dict[Path, _Walker] = {}
    seeds: dict[Path, Seed] = {}
    folders: list[PurePosixPath] = []
    for path in map(absolute, paths):
        below = next((root for root in map(absolute, roots) if path.is_relative_to(root)), None)
        root = below or (path if path.is_dir() else path.parent)
        walker = walkers.setdefault(root, _Walker(root, absolute(out), kind, streams))
        seeds |= {seed.path: seed for seed in walker.start(path, named=not below)}
        if path.is_dir():
            folders.append(PurePosixPath(path.relative_to(root).as_posix()))
    _refuse_shared(seeds.values(), out)
    passed = [problem for walker in walkers.values() for problem in walker.passed]
    ordered = sorted(seeds.values(), key=lambda seed: seed.rel.parts)
    return Plan(tuple(ordered), tuple(folders), tuple(passed))


def absolute(path: Path) -> Path:
    """From the root of the file system, without following links, unlike `Path.resolve`."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def shown(path: Path) -> str:
    """A path as a person would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def kind_of(name: str) -> str:
    """What a file's name says of it: "text", "html", "jsonl" or, when it says nothing, ""."""
    return KINDS.get(PurePath(name).suffix.lower(), "")


class _Walker:
    """Finds the seeds below one root. Hidden files, links and the output are passed over."""

    def __init__(self, root: Path, out: Path, kind: str, streams: bool) -> None:
        self.root, self.out, self.kind, self.streams = root, out, kind, streams
        self.passed: list[Problem] = []
        self.taken: dict[Path, Counter[str]] = {}

    def start(self, path: Path, *, named: bool) -> Iterator[Seed]:
        """All seeds at or below the path. `named`: the user means this very file or folder."""
        if not os.path.lexists(path):
            raise UsageError(f"no such file or folder: {shown(path)}")
        steps = [path, *path.parents]
        if not named and any(step.is_symlink() for step in steps[: steps.index(self.root)]):
            self._pass(path, "is a symbolic link")
        elif path.is_dir():
            yield from self._walk(path)
        elif seed := self._seed(path):
            yield seed
        elif named:
            raise UsageError(f"cannot tell what {shown(path)} is: add --from text or --from html")
        else:
            self._pass(path, UNKNOWN)

    def _walk(self, folder: Path) -> Iterator[Seed]:
        for entry in self._entries(folder):
            path = folder / entry.name
            if entry.is_symlink():
                self._pass(path, "is a symbolic link")
            elif entry.is_dir():
                if path != self.out:
                    yield from self._walk(path)
            elif seed := self._seed(path):
                yield seed
            else:
                self._pass(path, UNKNOWN)

    def _entries(self, folder: Path) -> list[os.DirEntry[str]]:
        """What is in a folder, hidden files apart, by name."""
        try:
            with os.scandir(folder) as found:
                entries = [entry for entry in found if not entry.name.startswith(".")]
        except OSError as error:
            self._pass(folder, f"cannot be read: {error.strerror}")
            return []
        return sorted(entries, key=lambda entry: entry.name)

    def _seed(self, path: Path) -> Seed | None:
        kind = self._kind(path.name)
        if not kind:
            return None
        rel = PurePosixPath(path.relative_to(self.root).as_posix())
        if rel.parts[0] == REJECTED:
            hint = f"rejections go to {REJECTED}: rename the folder of seeds"
            raise UsageError(f"{shown(path)}: {hint}")
        return Seed(path, rel, kind, self._name(path))

    def _kind(self, name: str) -> str:
        kind = self.kind or kind_of(name)
        return kind if self.streams or kind != "jsonl" else ""

    def _name(self, path: Path) -> str:
        """The stem; the whole name where another seed of the folder could share the output."""
        alone = self._taken(path.parent)[_same(path.stem)] <= 1
        name = path.stem if alone else path.name
        return name if len(os.fsencode(name)) <= MAX_NAME else safe_id(name)[0]

    def _taken(self, folder: Path) -> Counter[str]:
        """How many seeds of the folder could take an output name: by stem, or by whole name."""
        if folder not in self.taken:
            names = [e.name for e in self._entries(folder) if e.is_file(follow_symlinks=False)]
            self.taken[folder] = Counter(
                output
                for name in names
                if self._kind(name)
                for output in {_same(PurePath(name).stem), _same(name)}
            )
        return self.taken[folder]

    def _pass(self, path: Path, why: str) -> None:
        self.passed.append(Problem("passed-over", why, str(path)))


def _same(name: str) -> str:
    """Names that some file system takes for one: macOS and Windows ignore case and composition."""
    return unicodedata.normalize("NFC", name).casefold()


def _refuse_shared(seeds: Iterable[Seed], out: Path) -> None:
    """Within a root names are told apart; two roots may still hold a seed at the same place."""
    taken: dict[Path, Seed] = {}
    for seed in seeds:
        other = taken.setdefault(seed.rejection(out), seed)
        if other is not seed:
            hint = "run them apart, each with its own --out, or name the folder above them"
            both = f"{shown(other.path)} and {shown(seed.path)}"
            raise UsageError(f"{both} would share an output: {hint}")
