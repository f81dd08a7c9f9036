"""Which files are seeds, and where the document of each is written.

A seed at `root/news/a.txt` becomes `out/news/a.json`; a rejected one, `out/_rejected/news/a.json`.
The same seed goes to the same place whether it is named alone or found in its folder.
"""

from __future__ import annotations

import glob
import hashlib
import os
import unicodedata
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

import numpy as np

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
    ".parquet": "parquet",
    ".warc": "warc",
}
STREAMS = ("jsonl", "parquet", "warc")  # kinds of files that hold many documents
PACKED = (".gz", ".zst")  # what may stand behind the suffix of a stream
MEDIA = {"text": "text/plain", "html": "text/html", "jsonl": "", "parquet": "", "warc": "text/html"}
UNKNOWN = "is no .txt or .html file"
MANY = "holds many documents: name it, or give --to jsonl"
# 255 bytes on ext4, less the suffix of the output.
MAX_NAME = 240


class UsageError(Exception):
    """What the user asked for cannot be done: what, and what to do instead."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A raw file and its place in the tree."""

    path: Path
    rel: PurePosixPath  # below the root; the raw path of its document
    kind: str  # "text" | "html", or one of STREAMS
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
) -> Plan:
    """What a run over `paths` is about. `kind` overrides what the names say.

    Files that hold many documents have no place in the tree: see `walk`.

    Files below one of `roots`, the configured folders of seeds, keep their place below it; other
    folders are roots themselves. Raises UsageError for a path that is not there, a name that
    does not tell the kind, and two seeds that would share an output.
    """
    seeds: dict[Path, Seed] = {}
    folders: list[PurePosixPath] = []
    passed: list[Problem] = []
    for _, seed in walk(paths, roots, out, kind, passed.append, streams=False):
        seeds[seed.path] = seed
    for path in map(absolute, paths):
        if path.is_dir():
            folders.append(PurePosixPath(path.relative_to(_root(path, roots)[0]).as_posix()))
    _refuse_shared(seeds.values(), out)
    ordered = sorted(seeds.values(), key=lambda seed: seed.rel.parts)
    return Plan(tuple(ordered), tuple(folders), tuple(passed))


def walk(
    paths: Sequence[Path],
    roots: Sequence[Path],
    out: Path,
    kind: str,
    passed: Callable[[Problem], None],
    *,
    streams: bool = True,
) -> Iterator[tuple[int, Seed]]:
    """The seeds at or below each path, by place, and the number of that path from 0.

    They are found as they are asked for: only the names of the folders on the way are kept.
    No seed comes twice. As `plan` has it otherwise.
    """
    walkers: dict[Path, _Walker] = {}
    alone = dict.fromkeys(map(absolute, paths))
    for index, path in enumerate(alone):
        root, configured = _root(path, roots)
        if root not in walkers:
            walkers[root] = _Walker(root, absolute(out), kind, passed, streams, alone)
        for seed in walkers[root].start(path, named=not configured):
            yield index, seed


def _root(path: Path, roots: Sequence[Path]) -> tuple[Path, bool]:
    """The folder that a path has its place below, and whether it is a configured one."""
    below = next((root for root in map(absolute, roots) if path.is_relative_to(root)), None)
    return below or (path if path.is_dir() else path.parent), below is not None


def expanded(paths: Iterable[Path]) -> list[Path]:
    """The paths, a glob among them as what it matches, sorted. Raises UsageError for no match."""
    found: list[Path] = []
    for path in paths:
        if os.path.lexists(path) or not glob.has_magic(str(path)):
            found.append(path)
            continue
        matches = sorted(glob.iglob(str(path), recursive=True))  # noqa: PTH207
        if not matches:
            raise UsageError(f"nothing matches {path}")
        found += map(Path, matches)
    return found


def absolute(path: Path) -> Path:
    """From the root of the file system, without following links, unlike `Path.resolve`."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def shown(path: Path) -> str:
    """A path as a person would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def kind_of(name: str) -> str:
    """What a file's name says of it: a kind or, when it says nothing, ""."""
    stem, dot, suffix = name.lower().rpartition(".")
    if dot + suffix in PACKED:
        kind = kind_of(stem)
        return kind if kind in STREAMS else ""
    return KINDS.get(dot + suffix, "")


class _Walker:
    """Finds the seeds below one root. Hidden files, links and the output are passed over."""

    def __init__(
        self,
        root: Path,
        out: Path,
        kind: str,
        passed: Callable[[Problem], None],
        streams: bool,
        alone: Collection[Path],
    ) -> None:
        self.root, self.out, self.kind, self.streams = root, out, kind, streams
        self.passed = passed
        self.alone = alone  # named for themselves: not found again in their folders
        self.shared: dict[Path, frozenset[int]] = {}  # of the folders on the way

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
        names, folders, links = self._names(folder)
        other = folders | links
        self.shared[folder] = self._shared(name for name in names if name not in other)
        for name in names:
            path = folder / name
            if path in self.alone:
                continue
            if name in links:
                self._pass(path, "is a symbolic link")
            elif name in folders:
                if path != self.out:
                    yield from self._walk(path)
            elif seed := self._seed(path):
                yield seed
            else:
                self._pass(path, MANY if kind_of(name) in STREAMS else UNKNOWN)
        del self.shared[folder]

    def _names(self, folder: Path) -> tuple[list[str], set[str], set[str]]:
        """What is in a folder, hidden files apart, by name; which are folders, and which links.

        Names alone, since a folder may hold millions of files.
        """
        names, folders, links = list[str](), set[str](), set[str]()
        try:
            with os.scandir(folder) as found:
                for entry in found:
                    if entry.name.startswith("."):
                        continue
                    names.append(entry.name)
                    if entry.is_symlink():
                        links.add(entry.name)
                    elif entry.is_dir():
                        folders.add(entry.name)
        except OSError as error:
            self._pass(folder, f"cannot be read: {error.strerror}")
            return [], set(), set()
        names.sort()
        return names, folders, links

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
        return kind if self.streams or kind not in STREAMS else ""

    def _name(self, path: Path) -> str:
        """The stem; the whole name where another seed of the folder could share the output."""
        folder = path.parent
        if folder not in self.shared:
            names, folders, links = self._names(folder)
            self.shared[folder] = self._shared(sorted({*names} - folders - links))
        name = path.name if _digest(path.stem) in self.shared[folder] else path.stem
        return name if len(os.fsencode(name)) <= MAX_NAME else safe_id(name)[0]

    def _shared(self, names: Iterable[str]) -> frozenset[int]:
        """Digests of the outputs that several of these files could take, by stem or whole name."""
        outputs = array("Q")
        for name in names:
            if self._kind(name):
                outputs.extend({_digest(PurePath(name).stem), _digest(name)})
        found = np.sort(np.frombuffer(outputs, np.uint64)) if outputs else np.empty(0, np.uint64)
        return frozenset(found[1:][found[1:] == found[:-1]].tolist())

    def _pass(self, path: Path, why: str) -> None:
        self.passed(Problem("passed-over", why, str(path)))


def _same(name: str) -> str:
    """Names that some file system takes for one: macOS and Windows ignore case and composition."""
    return unicodedata.normalize("NFC", name).casefold()


def _digest(name: str) -> int:
    """64 bits of a name: among two million of a folder two alike have odds of 1 in two million,
    and then cost an id that is the whole name rather than the stem."""
    raw = _same(name).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(raw, digest_size=8).digest())


def _refuse_shared(seeds: Iterable[Seed], out: Path) -> None:
    """Within a root names are told apart; two roots may still hold a seed at the same place."""
    taken: dict[Path, Seed] = {}
    for seed in seeds:
        other = taken.setdefault(seed.rejection(out), seed)
        if other is not seed:
            hint = "run them apart, each with its own --out, or name the folder above them"
            both = f"{shown(other.path)} and {shown(seed.path)}"
            raise UsageError(f"{both} would share an output: {hint}")
