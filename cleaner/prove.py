"""A rule's own examples -> problems. A rule is right when each example comes out as drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from cleaner.detect.dateline import Dateline
from cleaner.detect.dates import DateHit
from cleaner.flow import clean
from cleaner.model import HTML, TEXT, Cleaned, Page, Problem, Source
from cleaner.rule import Example, Rule, RuleError
from cleaner.rulebook import Rulebook, rulebook
from cleaner.segment import segment

GUTTER = 2
_CUT = re.compile(r"\[\[(.*?)\]\]")


@dataclass(frozen=True, slots=True)
class Drawn:
    """An example's text, and its lines: where each begins on the page, and what is left of it;
    None where the line goes."""

    text: str  # as it stands in the file, without the gutter
    lines: tuple[str, ...]
    left: tuple[str | None, ...]
    starts: tuple[int, ...]  # code points of the page's text
    media: str = TEXT
    spared: frozenset[int] = frozenset()  # places of the lines that other rules may take


def draw(example: Example) -> Drawn:
    """Read the gutter: `- ` goes, `  ` stays, `~ ` stays without what stands in [[...]], `. ` is
    for other rules to judge.

    In HTML a line of markup stands for the lines that a reader sees of it.
    """
    drawn: list[tuple[str, str | None]] = []
    rows = (example.text or example.html).strip("\n").split("\n")
    for line in rows:
        mark, body = line[:GUTTER], line[GUTTER:]
        if mark[:1] == "~":
            drawn.append((_CUT.sub(r"\1", body), _CUT.sub("", body).strip()))
        else:
            drawn.append((body, None if mark[:1] == "-" else body.strip()))
    text = "\n".join(line for line, _ in drawn)
    lines, left = zip(*drawn, strict=True)
    if example.html:
        return _drawn_html(text, drawn)
    starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
    spared = frozenset(place for place, line in enumerate(rows) if line[:1] == ".")
    return Drawn(text, lines, left, tuple(starts), spared=spared)


def _drawn_html(text: str, drawn: Sequence[tuple[str, str | None]]) -> Drawn:
    """The lines of the page, in its order."""
    page = _seen(text).text
    lines: list[str] = []
    left: list[str | None] = []
    starts: list[int] = []
    at = 0
    for markup, rest in drawn:
        seen = _seen(markup)
        blocks = [seen.text[block.start : block.end] for block in seen.blocks]
        kept = _seen(rest).text if rest else None
        for block in blocks:
            at = page.find(block, at)
            if at < 0:
                hint = "write what stands on one line of the page on one line of the example"
                raise RuleError("", 0, "example.html", f"{block!r} is no line of the page", hint)
            lines.append(block)
            left.append(kept if len(blocks) == 1 else kept and block)
            starts.append(at)
            at += len(block)
    return Drawn(text, tuple(lines), tuple(left), tuple(starts), HTML)


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
    for number, (line, want, start) in enumerate(_rows(drawn), 1):
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
    for number, (line, want, start) in enumerate(_rows(drawn), 1):
        end = start + len(line)
        if number - 1 in drawn.spared:
            continue
        if want == line.strip() != kept_of(cleaned, start, len(line)):
            takers = {e.rule for e in cleaned.edits if e.start < end and e.end > start}
            message = f"line {number}: {line!r} is taken by {', '.join(sorted(takers))}"
            yield _problem(rule, example, message, "kept lines must survive all rules")


def _rows(drawn: Drawn) -> Iterator[tuple[str, str | None, int]]:
    return zip(drawn.lines, drawn.left, drawn.starts, strict=True)


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
