"""WARC: the HTML of its response records (ISO 28500), one document a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cleaner.formats import BrokenInputError, Item, Place
from cleaner.formats.compressed import Reading
from cleaner.formats.extras import needed
from cleaner.formats.page import address
from cleaner.model import Problem, Source

HTML = ("text/html", "application/xhtml+xml")


def pages(
    reading: Reading, facts: Source, max_bytes: int, start: Place | None = None
) -> Iterator[Item]:
    """One item for each response that holds HTML, in order; from `start` on.

    The raw id is the record's, the address its target. Raises BrokenInputError: `truncated` where
    the file ends within a record, `corrupt` where it is no WARC any more.
    """
    warc = needed("fastwarc.warc", "WARC")
    before = 0
    responses = warc.WarcRecordType.response
    records = warc.ArchiveIterator(reading, record_types=responses, auto_decode="all")
    try:
        for number, record in enumerate(records, 1):
            size, before = reading.consumed - before, reading.consumed
            if (start and number < start.number) or not _is_html(record):
                continue
            data, problem = record.reader.read(max_bytes + 1), None
            if len(data) > max_bytes:
                data, problem = b"", Problem("too-large", f"has more than {max_bytes} bytes")
            elif _end(record) > reading.tell():
                raise BrokenInputError("truncated", f"ends within record {number}")
            named, charset = _facts(record, facts, number), record.http_charset or ""
            charset = charset.strip("\"' ")
            yield Item("page", named, data, size, problem, number, charset=charset)
    except (OSError, ValueError, RuntimeError) as error:
        raise BrokenInputError("corrupt", f"is no WARC that can be read: {error}") from error


def _is_html(record: Any) -> bool:
    return (record.http_content_type or "").lower() in HTML


def _end(record: Any) -> int:
    """Where in the file the record's block ends, by what its header says."""
    lines = sum(len(name) + len(value) + len(": \r\n") for name, value in record.headers.items())
    header = len("WARC/1.1\r\n") + lines + len("\r\n")
    return int(record.stream_pos) + header + int(record.headers["Content-Length"])


def _facts(record: Any, facts: Source, number: int) -> Source:
    name = (record.record_id or f"record-{number}").removeprefix("<").removesuffix(">")
    raw_id = name.removeprefix("urn:uuid:")
    url, doubts = address(record.headers.get("WARC-Target-URI", ""))
    return replace(facts, id=raw_id, raw_id=raw_id, url=url, problems=doubts)
