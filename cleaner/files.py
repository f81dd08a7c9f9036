"""Reading and writing single files: bounded, atomic, and never through a symbolic link.

A file is written beside its place under another name, synced, and renamed over it (Pillai et
al., OSDI 2014): whoever looks sees the old bytes or the new, whatever happens in between.
"""

from __future__ import annotations

import filecmp
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cleaner.model import Problem

try:
    import fcntl
except ImportError:  # Windows: there two runs on one folder are not told apart
    fcntl = None  # type: ignore[assignment]

TEMPORARY = ".cleaner-"  # what a name begins with while the file is not complete
# Windows has neither of the first two, and POSIX not the last.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class OutputError(Exception):
    """A file that cannot be written: which, and why."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"cannot write {path}: {reason}")


def open_input(path: Path) -> BinaryIO | Problem:
    """A regular file, open, or why not: `unreadable`. Never blocks on a pipe."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _NO_WAIT | _BINARY)
        file = os.fdopen(descriptor, "rb")
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            return file
        file.close()
    except OSError as error:
        return Problem("unreadable", f"cannot be read: {error.strerror}")
    return Problem("unreadable", "is not a regular file")


def read_bytes(path: Path, max_bytes: int) -> bytes | Problem:
    """The bytes of a regular file, or why not: `unreadable`, `too-large`."""
    file = open_input(path)
    if isinstance(file, Problem):
        return file
    try:
        with file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        return Problem("unreadable", f"cannot be read: {error.strerror}")
    if len(data) > max_bytes:
        return Problem("too-large", f"has more than {max_bytes} bytes")
    return data


def read_existing(path: Path) -> bytes | None:
    """The bytes of an output of an earlier run; None when there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def write_atomic(path: Path, chunks: Iterable[bytes], inside: Path) -> bool:
    """The file holds the chunks, or what it held before. Whether that is another than before.

    `inside` is the folder that nothing may be written outside of. Raises OutputError.
    """
    with _reported(path):
        _make_folder(path.parent, inside)
        if path.is_symlink():
            raise OutputError(path, "it is a symbolic link")
    temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
    try:
        with _created(temporary, path) as file:
            for chunk in chunks:
                with _reported(path):
                    file.write(chunk)
            with _reported(path):
                file.flush()
                same = _equal(temporary, path)
                if not same:
                    os.fsync(file.fileno())
        with _reported(path):
            if same:
                temporary.unlink()
                return False
            temporary.replace(path)
            _sync_folder(path.parent)
    except BaseException:  # Ctrl-C too
        with suppress(OSError):
            temporary.unlink()
        raise
    return True


def append_synced(path: Path, data: bytes) -> None:
    """The data is at the end of the file and on the disk, or the file is as it was.

    Raises OutputError.
    """
    with _reported(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | _NO_FOLLOW | _BINARY)
        try:
            size = os.fstat(descriptor).st_size
            try:
                with os.fdopen(os.dup(descriptor), "wb") as file:
                    file.write(data)
                os.fsync(descriptor)
            except BaseException:
                with suppress(OSError):
                    os.ftruncate(descriptor, size)
                raise
        finally:
            os.close(descriptor)


def make_folder(folder: Path) -> None:
    """The folder exists. Raises OutputError."""
    with _reported(folder):
        folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def locked(folder: Path) -> Iterator[bool]:
    """Whether nobody else holds this folder; it is ours until the end, however that comes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if fcntl is None:
            yield True
            return
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(descriptor)


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error


def _equal(one: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(one, other, shallow=False)


def remove(path: Path, inside: Path) -> None:
    """The file is gone, and folders below `inside` that it leaves empty. Raises OutputError."""
    with _reported(path):
        path.unlink(missing_ok=True)
    folder = path.parent
    with suppress(OSError):  # a folder that still holds something
        while folder != inside and folder.is_relative_to(inside):
            folder.rmdir()
            folder = folder.parent


def _created(temporary: Path, path: Path) -> BinaryIO:
    """A new file, with the permissions that any new file gets."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY
    with _reported(path):
        return os.fdopen(os.open(temporary, flags, 0o666), "wb")


def _make_folder(folder: Path, inside: Path) -> None:
    """The folder exists, below `inside`, with no symbolic link on the way."""
    if not folder.is_relative_to(inside) or ".." in folder.relative_to(inside).parts:
        raise OutputError(folder, f"it is outside of {inside}")
    step = inside
    for part in folder.relative_to(inside).parts:
        step /= part
        if step.is_symlink():
            raise OutputError(step, "it is a symbolic link")
    folder.mkdir(parents=True, exist_ok=True)


def _sync_folder(folder: Path) -> None:
    """The rename survives a loss of power. Windows cannot sync folders and need not."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
