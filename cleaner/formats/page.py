"""One document a file: text or HTML."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from cleaner.decode import decode
from cleaner.formats import Input
from cleaner.ids import safe_id, whole
from cleaner.model import HTML, Problem, Source


def page_input(data: bytes, facts: Source) -> Input:
    """The bytes of one page. `facts` says what is known of it: raw id, path, media, names.

    The id is made from `raw_id`. Codes of the problems: `binary`, `undecodable`.
    """
    decoded = decode(data, html=facts.media == HTML)
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


def unread(facts: Source, problem: Problem) -> Input:
    """A file that was not read: it has neither text nor bytes."""
    ident, _ = safe_id(facts.raw_id)
    source = replace(facts, id=ident, raw_id=whole(facts.raw_id), path=whole(facts.path))
    return Input(replace(source, encoding=""), problem)
