"""The command line, run in this process: as fast as a call, with what a shell would see."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import cleaner.cli


@dataclass(frozen=True)
class Ran:
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


def cleaner_in(folder: Path, *arguments: str | Path, stdin: bytes = b"") -> Ran:
    """`cleaner ARGUMENTS` with `folder` as the working directory."""
    out, err = io.BytesIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        mock.patch("sys.stdout", io.TextIOWrapper(out, "utf-8")) as stdout,
        mock.patch("sys.stderr", err),
        mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
    ):
        code = cleaner.cli.main([str(argument) for argument in arguments])
        stdout.flush()
        return Ran(code, out.getvalue(), err.getvalue())


PAGE = """\
Log in
Sign up

The bridge over the river reopened on Monday after a week of repairs to its deck and railings.

Traffic was light in the morning, the mayor told reporters at the foot of the bridge.

Source: VNA
"""


def seeds_in(folder: Path, **files: str | bytes) -> Path:
    """A folder of seeds; `a_txt="..."` writes `a.txt`."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = seeds / name.replace("_", ".")
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return seeds


def load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file's bytes and inode: rewritten files show even when they hold the same."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_ino) for p in files}


# A rule of a user's own, with its examples.
RULE = """\
what  = "A line of the site."
why   = "It stands on every page."
since = "0.1.0"
role  = "promo"

[match.line]
en = ["traffic was light in the morning"]

[[example]]
name = "the line"
text = '''
  The bridge over the river reopened on Monday after a week of repairs to its deck.

- Traffic was light in the morning
'''

[[example]]
name = "a sentence stays"
text = '''
  Traffic was light in the morning, the mayor told reporters at the foot of the bridge.
'''
"""
