"""One source -> one valid JSON document, or a rejection that says why: what every door calls."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from cleaner.detect.language import identify
from cleaner.flow import clean
from cleaner.model import Problem, Source
from cleaner.record import Document, record, rejection
from cleaner.rulebook import Rulebook
from cleaner.schema import problems

SURROGATE = re.compile("[\ud800-\udfff]")


def process(source: Source, book: Rulebook) -> Document:
    """The document of a source, validated; else its rejection. Never raises on any text."""
    source = whole(source)
    if not source.text.lstrip("\ufeff").strip():
        return rejection(source, Problem("empty", "the input holds nothing but blanks"))
    cleaned = clean(source, book)
    source = cleaned.page.source  # text that is HTML for all its name is known as such by now
    if cleaned.page.refused:
        return rejection(source, cleaned.page.refused)
    if not cleaned.text.strip():
        last = max(cleaned.edits, key=lambda edit: edit.end - edit.start)
        problem = Problem("only-clutter", "nothing is left once the clutter is removed")
        return rejection(source, problem, last.rule)
    document = record(
        cleaned,
        book.digest,
        language=identify(cleaned.text),
        order=book.date_order,
        as_of=book.as_of,
    )
    wrong = problems("document", document)
    if wrong:
        first = wrong[0]
        return rejection(source, Problem("invalid", f"{first.where}: {first.message}"))
    return document


def whole(source: Source) -> Source:
    """The source with what a caller left out: the size and digest of its text as UTF-8.

    Lone surrogates, which no JSON can hold, become U+FFFD, with a problem that says so.
    """
    try:
        raw = source.text.encode()
    except UnicodeEncodeError:
        text = SURROGATE.sub("\ufffd", source.text)
        raw = text.encode()
        problem = Problem("lone-surrogate", "surrogates without a partner became U+FFFD")
        source = replace(source, text=text, problems=(*source.problems, problem))
    if source.sha256:
        return source
    return replace(source, bytes=len(raw), sha256=hashlib.sha256(raw).hexdigest())
