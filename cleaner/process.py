"""One source -> one valid JSON document, or a rejection that says why: what every door calls."""

from __future__ import annotations

from dataclasses import dataclass

from cleaner.detect.language import identify
from cleaner.flow import clean
from cleaner.model import Problem, Source
from cleaner.record import Document, record, rejection
from cleaner.rulebook import Rulebook
from cleaner.schema import problems


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set about documents."""

    date_order: str = ""  # "dmy" | "mdy": how numeric dates that can be read two ways are read


def process(source: Source, book: Rulebook, settings: Settings = Settings()) -> Document:
    """The document of a source, validated; else its rejection. Never raises on any text."""
    if not source.text.strip("\ufeff \t\r\n"):
        return rejection(source, Problem("empty", "the input holds nothing but blanks"))
    cleaned = clean(source, book)
    if not cleaned.text.strip():
        last = max(cleaned.edits, key=lambda edit: edit.end - edit.start)
        problem = Problem("only-clutter", "nothing is left once the clutter is removed")
        return rejection(source, problem, last.rule)
    document = record(
        cleaned, book.digest, language=identify(cleaned.text), order=settings.date_order
    )
    wrong = problems("document", document)
    if wrong:
        first = wrong[0]
        return rejection(source, Problem("invalid", f"{first.where}: {first.message}"))
    return document
