"""A rule's own examples -> problems. A rule is right when each example comes out as drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cleaner.detect.dateline import Dateline
from cleaner.detect.dates import DateHit
from cleaner.flow import clean
from cleaner.model import HTML, TEXT, Cleaned, Page, Problem, Source
from cleaner.rule import Example, Rule, RuleError
from cleaner.rulebook import Rulebook, rulebook
from cleaner.segment import segment

GUTTER = 2
_CUT = re.compile(r"\[\[(.*?)\]\]")


class Row(NamedTuple):
    """A line of an example."""

    line: str
    left: str | None  # what is left of it; None where it goes
    start: int  # where it begins: code points of the page's text
    spared: bool  # for other rules to judge


@dataclass(frozen=True, slots=True)
class Drawn:
    """An example's text and its lines."""

    text: str  # as it stands in the file, without the gutter
    rows: tuple[Row, ...]
    media: str = TEXT


def draw(example: Example) -> Drawn:
    """Read the gutter: `- ` goes, `  ` stays, `~ ` stays without what stands in [[...]], `. ` is
    for other rules to judge.

    In HTML a line of markup stands for the lines that a reader sees of it.
    """
    rows: list[Row] = []
    at = 0
    for drawn in (example.text or example.html).strip("\n").split("\n"):
        mark, body = drawn[:1], drawn[GUTTER:]
        line, left = body, None if mark == "-" else body.strip()
        if mark == "~":
            line, left = _CUT.sub(r"\1", body), _CUT.sub("", body).strip()
        rows.append(Row(line, left, at, mark == "."))
        at += len(line) + 1
    text = "\n".join(row.line for row in rows)
    if example.html:
        return Drawn(text, tuple(_seen_rows(text, rows)), HTML)
    return Drawn(text, tuple(rows))


def _seen_rows(text: str, rows: Sequence[Row]) -> Iterator[Row]:
    """The lines of the page for those of the markup, in its order."""
    page = _seen(text).text
    at = 0
    for markup in rows:
        seen = _seen(markup.line)
        blocks = [seen.text[block.start : block.end] for block in seen.blocks]
        kept = _seen(markup.left).text if markup.left else None
        for block in blocks:
            at = page.find(block, at)
            if at < 0:
                hint = "write what stands on one line of the page on one line of the example"
                raise RuleError("", 0, "example.html", f"{block!r} is no line of the page", hint)
            left = kept if len(blocks) == 1 else kept and block
            yield Row(block, left, at, markup.spared)
            at += len(block)


def _seen(markup: str) -> Page:
    return segment(Source("example", markup, media=HTML))


def prove(rule: Rule, book: Rulebook) -> list[Problem]:
    """What the rule alone, and the whole rulebook, do wrong on the rule's examples.

    Alone, each example must come out as drawn. With all rules, the lines that stay must still
    stay: a corpus against false alarms. Readers of metadata touch no
    line: theirs may go by other rules.
    """
    helpers = [r for r in book.rules if r.role in ("space", "repair") and r.id != rule.id]
    alone = rulebook([*helpers, replace(rule, status="stable")])
    problems: list[Problem] = []
    for example in rule.examples:
        wrong = list(_wrong(rule, example, alone))
        if not wrong and rule.status == "stable" and not (example.before or rule.read):
            wrong = list(_lost(rule, example, book))
        if example.todo:
            wrong = [] if wrong else [_problem(rule, example, "is marked todo but passes", "")]
        problems += wrong
    return problems


def _wrong(rule: Rule, example: Example, alone: Rulebook) -> Iterator[Problem]:
    if example.before:
        cleaned = clean(Source("example", example.before, name=_site(rule)), alone)
        if cleaned.text != example.after:
            yield _problem(rule, example, f"gives {cleaned.text!r}", f"drawn as {example.after!r}")
        return
    drawn = draw(example)
    cleaned = clean(Source("example", drawn.text, media=drawn.media, name=_site(rule)), alone)
    for number, (line, want, start, _) in enumerate(drawn.rows, 1):
        got = kept_of(cleaned, start, len(line))
        if got != (want or ""):
            yield _problem(
                rule, example, f"line {number}: {line!r} becomes {got!r}", "see the gutter"
            )
    if example.gives is not None and values(cleaned) != _listed(example.gives):
        yield _problem(rule, example, f"reads {values(cleaned)}", f"drawn as {example.gives!r}")


def _lost(rule: Rule, example: Example, book: Rulebook) -> Iterator[Problem]:
    """Kept lines of an example that some other rule takes."""
    drawn = draw(example)
    cleaned = clean(Source("example", drawn.text, media=drawn.media, name=_site(rule)), book)
    for number, (line, want, start, spared) in enumerate(drawn.rows, 1):
        end = start + len(line)
        if not spared and want == line.strip() != kept_of(cleaned, start, len(line)):
            takers = {e.rule for e in cleaned.edits if e.start < end and e.end > start}
            message = f"line {number}: {line!r} is taken by {', '.join(sorted(takers))}"
            yield _problem(rule, example, message, "kept lines must survive all rules")


def _site(rule: Rule) -> str:
    """The site that a rule is for, whose page its examples are; "" where it is for any."""
    return next((site for site in rule.sites if site != "*" and not site.startswith("!")), "")


def kept_of(cleaned: Cleaned, start: int, size: int) -> str:
    """What is left of page.text[start:start + size], trimmed of blanks."""
    end = start + size
    out: list[str] = []
    for edit in cleaned.edits:
        if edit.end <= start or edit.start >= end:
            continue
        out.append(cleaned.page.text[start : max(start, edit.start)])
        out.append(edit.new.strip())
        start = max(start, min(edit.end, end))
    out.append(cleaned.page.text[start:end])
    return "".join(out).strip()


def values(cleaned: Cleaned) -> list[str]:
    """What was read, as an example's `gives` writes it."""
    texts: list[str] = []
    for found in cleaned.found:
        value = found.value
        if isinstance(value, DateHit):
            texts.append(value.value or " or ".join(value.readings))
        elif isinstance(value, Dateline):
            texts.append(
                " | ".join(part for part in (value.place, value.date, value.agency) if part)
            )
        else:
            texts.append(str(value))
    return texts


def _listed(gives: object) -> list[str]:
    return [str(one) for one in gives] if isinstance(gives, list) else [str(gives)]


def _problem(rule: Rule, example: Example, message: str, hint: str) -> Problem:
    return Problem("example", message, f"{rule.id}, example {example.name!r}", hint)
