"""One document a file: text or HTML."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace

from cleaner.decode import decode
from cleaner.formats import Input
from cleaner.ids import safe_id, whole
from cleaner.model import HTML, Problem, Source

# As in the schema of documents.
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:[^ \t\r\n]+)?")


def page_input(data: bytes, facts: Source, charset: str = "") -> Input:
    """The bytes of one page. `facts` says what is known of it: raw id, path, media, names;
    `charset` what its HTTP header has.

    The id is made from `raw_id`. Codes of the problems: `binary`, `undecodable`.
    """
    decoded = decode(data, html=facts.media == HTML, charset=charset)
    ident, doubts = safe_id(facts.raw_id)
    source = replace(
        facts,
        id=ident,
        raw_id=whole(facts.raw_id),
        path=whole(facts.path),
        text=decoded.text,
        encoding=decoded.encoding,
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        problems=(*facts.problems, *doubts, *decoded.doubts),
    )
    return Input(source, decoded.problem)


def address(value: object) -> tuple[str, tuple[Problem, ...]]:
    """The URL that an input gives for itself; left out, with a problem, where it is none."""
    if isinstance(value, str) and _URL.fullmatch(value):
        return value, ()
    shown = json.dumps(value, default=str)[:200]
    return "", (Problem("bad-url", f"left out, not an absolute URL: {shown}"),)


def unread(facts: Source, problem: Problem) -> Input:
    """A file that was not read: it has neither text nor bytes."""
    ident, _ = safe_id(facts.raw_id)
    source = replace(facts, id=ident, raw_id=whole(facts.raw_id), path=whole(facts.path))
    return Input(replace(source, encoding=""), problem)
