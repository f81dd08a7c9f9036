"""Compressed inputs as streams of bytes: never more than a piece of them in memory.

What is compressed shows by its first bytes, whatever its name. Both formats may be several
streams one behind the other. A stream that ends in the middle is `truncated`, one that cannot be
read is `corrupt`, and one that swells beyond all measure is a `bomb`.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from cleaner.formats import BrokenInputError
from cleaner.formats.extras import needed

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
PIECE = 2**20  # bytes handed on at a time
# An empty block of zstd swells 4 bytes to 128 kB (RFC 8878, 3.1.1.2): 32 MB from one feeding.
FEED = 2**10
# Text shrinks to a tenth, a page repeated a hundred times to a hundredth; deflate cannot go
# beyond 1,032 (zlib's technical details), zstd goes to 30,000.
MAX_RATIO = 500
# A small input may be all blanks; from here on the ratio counts.
MIN_SUSPECT = 64 * 2**20
# All that the format asks of a reader is 8 MB (RFC 8878, 3.1.1.1.2) and libzstd refuses more than
# 128 MB; `zstd --long=31` makes frames that take 2 GB of memory to unpack.
WIDE = (
    "cannot be read: its zstd window takes more than 128 MB of memory; unpack it yourself, "
    "`zstd -dc --long=31 FILE | cleaner clean - --from jsonl`"
)


class _Counted:
    """A file that counts what is read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._head = self.head = file.read(len(ZSTD))
        self.count = 0

    def read(self, size: int = PIECE) -> bytes:
        try:
            data = self._head[:size] or self._file.read(size)
        except OSError as error:
            raise BrokenInputError("unreadable", f"cannot be read on: {error.strerror}") from error
        self._head = self._head[len(data) :]
        self.count += len(data)
        return data

    def seek(self, offset: int) -> bool:
        if not self._file.seekable():
            return False
        self._head = b""
        self.count = self._file.seek(offset)
        return True


class Reading(io.RawIOBase):
    """The decompressed bytes of a file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = _Counted(file)
        self._pieces = filter(None, _unpacker(self._file.head)(self._file))
        self._left = memoryview(b"")
        self._produced = 0

    @property
    def plain(self) -> bool:
        """Whether the file is not compressed."""
        return _unpacker(self._file.head) is _plain

    @property
    def consumed(self) -> int:
        """Bytes of the file read so far."""
        return self._file.count

    def enter(self, offset: int) -> bool:
        """Go on at a place further on; False where only reading leads there."""
        return self.plain and self._file.seek(offset)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Where it is, which fastwarc asks for in this way; it goes nowhere."""
        if (offset, whence) != (0, io.SEEK_CUR):
            raise io.UnsupportedOperation("only read from front to back")
        return self.tell()

    def tell(self) -> int:
        """Bytes handed on."""
        return self._produced - len(self._left)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._left:
            self._left = memoryview(next(self._pieces, b""))
            self._produced += len(self._left)
            if self._produced > max(MIN_SUSPECT, MAX_RATIO * self.consumed):
                times = self._produced // max(1, self.consumed)
                message = f"swells to {times} times its size: a decompression bomb, not read on"
                raise BrokenInputError("bomb", message)
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def _unpacker(head: bytes) -> Callable[[_Counted], Iterator[bytes]]:
    if head.startswith(GZIP):
        return _gunzipped
    return _unzstd if head.startswith(ZSTD) else _plain


def _plain(file: _Counted) -> Iterator[bytes]:
    while data := file.read():
        yield data


def _gunzipped(file: _Counted) -> Iterator[bytes]:
    try:
        with gzip.GzipFile(fileobj=file, mode="rb") as unpacked:
            while data := unpacked.read1(PIECE):  # what is there, before what is broken
                yield data
    except EOFError as error:
        raise BrokenInputError("truncated", "ends in the middle of a gzip stream") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise BrokenInputError("corrupt", f"is no gzip stream any more: {error!s:.100}") from error


def _unzstd(file: _Counted) -> Iterator[bytes]:
    """Frame after frame; the library's own reader takes a cut frame for the end."""
    zstandard = needed("zstandard", "a .zst file")
    data, frame = file.read(FEED), None
    try:
        while data:
            frame = frame or zstandard.ZstdDecompressor().decompressobj()
            yield frame.decompress(data)
            data = (frame.unused_data if frame.eof else b"") or file.read(FEED)
            frame = None if frame.eof else frame
    except zstandard.ZstdError as error:
        if "memory" in str(error):
            raise BrokenInputError("unreadable", WIDE) from error
        raise BrokenInputError("corrupt", f"is no zstd stream any more: {error!s:.100}") from error
    if frame:
        raise BrokenInputError("truncated", "ends in the middle of a zstd frame")
