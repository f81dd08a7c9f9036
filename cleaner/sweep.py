"""Outputs of seeds that are no longer there, and what a killed run left behind."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaner.files import TEMPORARY
from cleaner.tree import REJECTED, Plan

# How each output of ours begins; a file that does not is somebody else's and is left alone.
_OURS = re.compile(rb'\{\s*"schema":\s*"urn:cleaner:schema:(document|rejection):')


def orphans(done: Plan, whole: Plan, outputs: Iterable[Path], out: Path) -> list[Path]:
    """Files of ours in the folders of a run that no seed accounts for, sorted.

    `outputs` are those of the seeds `done`; `whole` holds the other seeds that share the folder
    `out`, whose outputs may be either.
    """
    ran = {seed.path for seed in done.seeds}
    others = [seed for seed in whole.seeds if seed.path not in ran]
    expected = {*outputs, *(seed.document(out) for seed in others)}
    expected |= {seed.rejection(out) for seed in others}
    folders = {below / folder for below in (out, out / REJECTED) for folder in done.folders}
    return sorted({path for folder in folders for path in _ours(folder) if path not in expected})


def _ours(folder: Path) -> Iterator[Path]:
    """Our files at or below the folder; none when there is no such folder."""
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        path = folder / entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _ours(path)
        elif entry.is_file(follow_symlinks=False) and is_ours(path):
            yield path


def is_ours(path: Path) -> bool:
    """Whether the file is an output, or one that was never finished."""
    if path.name.startswith(TEMPORARY):
        return True
    if path.suffix != ".json":
        return False
    try:
        with path.open("rb") as file:
            return _OURS.match(file.read(200)) is not None
    except OSError:
        return False
