"""Dates as machines write them -> the same DateHit that a date header gives.

Most are ISO 8601 or what people write, and `read_header` reads those. The rest is brought to such
a form here, so that there is one parser of dates.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from cleaner.detect.dates import MAX_LINE, DateHit, read_header

# ISO 8601, and RFC 3339 with the slips that sites make: one digit, a space or a colon too many.
_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)(?:(?:\s*[T\s]\s*|\s?UTC)(\d\d?):(\d\d)(?::(\d\d))?(?:[.,:]\d{1,9})?\s?"
    r"(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?![\d:]))?",
    re.ASCII | re.IGNORECASE,
)
# The basic form of ISO 8601: 20240521, 20240521T175108+0200.
_BASIC = re.compile(
    r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)
# `Tue Jan 28 15:28:56 CET 2020`, `Fri Dec 19 2025 19:33:40 GMT+0000 (UTC)`: Java, C, JavaScript.
_JAVA = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d\d?) (?:(\d{4}) )?(\d\d:\d\d:\d\d) ?([A-Z+\-\d:]{0,9})"
    r"(?: (\d{4}))?(?: \(.*)?",
    re.ASCII,
)
# Seconds or milliseconds since 1970, of the years 1990 to 2099.
_EPOCH = re.compile(r"(\d{9,10})(?:\d{3})?", re.ASCII)
FIRST_EPOCH, LAST_EPOCH = 631152000, 4102444799


def read_stamp(text: str) -> DateHit | None:
    """The first date of a text, as precise as it says; None where none can be read whole.

    The hit's places are the whole text. Its kind is "published", unless a word of the text calls
    it an update.
    """
    text = " ".join(text.strip(" \t\r\n\"'").split())
    if not text or len(text) > MAX_LINE:
        return None
    for form in _plain_forms(text):
        header = read_header(form)
        if header and header.hits:
            return header.hits[0]._replace(start=0, end=len(text), raw=text)
    return None


def _plain_forms(text: str) -> list[str]:
    """The text in the forms that a header may have, the surest first."""
    iso = _ISO.match(text)
    if iso:
        year, month, day, *rest = iso.groups("")
        return [f"{year}-{month:0>2}-{day:0>2}{_clock(*rest)}"]
    basic = _BASIC.fullmatch(text)
    if basic:
        year, month, day, *rest = basic.groups("")
        return [f"{year}-{month}-{day}{_clock(*rest)}"]
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        seconds = int(epoch[1])
        known = FIRST_EPOCH <= seconds <= LAST_EPOCH
        return [datetime.fromtimestamp(seconds, UTC).isoformat()] if known else []
    java = _JAVA.fullmatch(text)
    if java:
        month, day, year, clock, zone, last = java.groups("")
        return [f"{month} {day}, {year or last} {clock} {zone}"]
    return [text]


def _clock(hour: str, minute: str, second: str, zone: str) -> str:
    if not hour:
        return ""
    zone = "Z" if zone.upper() in ("UTC", "GMT") else zone + ":00" * (len(zone) == 3)
    return f"T{hour:0>2}:{minute}{':' if second else ''}{second}{zone}"
