"""A rule's own examples -> problems. A rule is right when each example comes out as drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cleaner.detect.dateline import Dateline
from cleaner.detect.dates import DateHit
from cleaner.flow import clean
from cleaner.model import Cleaned, Problem, Source
from cleaner.rule import Example, Rule
from cleaner.rulebook import Rulebook, rulebook

GUTTER = 2
_CUT = re.compile(r"\[\[(.*?)\]\]")


@dataclass(frozen=True, slots=True)
class Drawn:
    """An example's text and, for each line, what is left of it; None where the line goes."""

    text: str
    lines: tuple[str, ...]
    left: tuple[str | None, ...]


def draw(example: Example) -> Drawn:
    """Read the gutter: `- ` goes, `  ` stays, `~ ` stays without what stands in [[...]]."""
    lines: list[str] = []
    left: list[str | None] = []
    for line in example.text.strip("\n").split("\n"):
        mark, body = line[:GUTTER], line[GUTTER:]
        if mark[:1] == "~":
            lines.append(_CUT.sub(r"\1", body))
            left.append(_CUT.sub("", body).strip())
        else:
            lines.append(body)
            left.append(None if mark[:1] == "-" else body.strip())
    return Drawn("\n".join(lines), tuple(lines), tuple(left))


def prove(rule: Rule, book: Rulebook) -> list[Problem]:
    """What the rule alone, and the whole rulebook, do wrong on the rule's examples.

    Alone, each example must come out as drawn. With all rules, the lines of an example that
    keeps everything must still stay: a corpus against false alarms.
    """
    helpers = [r for r in book.rules if r.role in ("space", "repair") and r.id != rule.id]
    alone = rulebook([*helpers, replace(rule, status="stable")])
    problems: list[Problem] = []
    for example in rule.examples:
        wrong = list(_wrong(rule, example, alone))
        if not wrong and rule.status == "stable" and example.text:
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
    cleaned = clean(Source("example", drawn.text, name=_site(rule)), alone)
    for number, (line, want) in enumerate(zip(drawn.lines, drawn.left, strict=True), 1):
        got = kept_of(cleaned, _start(drawn.lines, number - 1), len(line))
        if got != (want or ""):
            yield _problem(
                rule, example, f"line {number}: {line!r} becomes {got!r}", "see the gutter"
            )
    if example.gives is not None and values(cleaned) != _listed(example.gives):
        yield _problem(rule, example, f"reads {values(cleaned)}", f"drawn as {example.gives!r}")


def _lost(rule: Rule, example: Example, book: Rulebook) -> Iterator[Problem]:
    """Kept lines of an example that some other rule takes."""
    drawn = draw(example)
    cleaned = clean(Source("example", drawn.text, name=_site(rule)), book)
    for number, (line, want) in enumerate(zip(drawn.lines, drawn.left, strict=True), 1):
        start, end = _start(drawn.lines, number - 1), _start(drawn.lines, number) - 1
        if want == line.strip() != kept_of(cleaned, start, len(line)):
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


def _start(lines: Sequence[str], index: int) -> int:
    return sum(len(line) + 1 for line in lines[:index])


def _problem(rule: Rule, example: Example, message: str, hint: str) -> Problem:
    return Problem("example", message, f"{rule.id}, example {example.name!r}", hint)
