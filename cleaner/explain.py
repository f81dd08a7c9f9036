"""A cleaned page as a person looks at it: every line in the gutter, with the rule that took it.

`- ` gone, `  ` kept, `~ ` kept without what stands in [[...]]: the gutter of a rule's examples,
so that a page can be pasted into a rule file once the notes behind the lines are cut off.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cleaner.detect.dates import DateHit
from cleaner.model import Cleaned, Edit, Found, Mark
from cleaner.record import CHANGING
from cleaner.visible import visible

NOTE = "  # "
_COLOURS = {"-": "\x1b[31m", "~": "\x1b[33m", " ": ""}  # red, yellow
_FAINT, _PLAIN = "\x1b[2m", "\x1b[0m"
_FIELDS = ("title", "date", "updated", "authors", "credits", "captions", "source", "url", "lang")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page: `mark` is "-", "~" or " "; the note names rules."""

    mark: str
    text: str
    note: str = ""


def explain(cleaned: Cleaned) -> Iterator[Line]:
    """The lines of the page, as `str.splitlines` cuts them."""
    edits, reasons = cleaned.edits, _Reasons(cleaned.marks)
    start = at = 0
    for whole in cleaned.page.text.splitlines(keepends=True):
        text = whole.splitlines()[0]
        end = start + len(text)
        while at < len(edits) and edits[at].end <= start:
            at += 1
        last = at
        while last < len(edits) and edits[last].start < end:
            last += 1
        yield _line(text, start, edits[at:last], reasons)
        start += len(whole)


def _line(text: str, start: int, edits: Sequence[Edit], reasons: _Reasons) -> Line:
    shown: list[str] = []
    rules: dict[str, None] = {}
    at, kept = 0, False
    for edit in edits:
        low, high = max(0, edit.start - start), min(len(text), edit.end - start)
        shown += [text[at:low]]
        kept = kept or bool(text[at:low].strip())
        gone = bool(text[low:high].strip()) and edit.role not in CHANGING
        shown += ["[[", text[low:high], "]]"] if gone else [text[low:high]]
        if gone:
            rules[reasons.of(edit.rule, start + low)] = None
        at = high
    kept = kept or bool(text[at:].strip())
    drafts = reasons.drafts(start, start + len(text))
    if rules and kept:
        return Line("~", "".join(shown) + text[at:], ", ".join([*rules, *drafts]))
    return Line("-" if rules else " ", text, ", ".join([*rules, *drafts]))


class _Reasons:
    """What the marks say, found by rule and position."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.by_rule: dict[str, list[tuple[int, int, str]]] = {}
        for mark in marks:
            key = "" if mark.action == "report" else mark.rule
            about = mark.rule if mark.action == "report" else mark.note
            if about:
                self.by_rule.setdefault(key, []).append((mark.start, mark.end, about))
        for found in self.by_rule.values():
            found.sort()

    def of(self, rule: str, position: int) -> str:
        """The rule's id, with its note on the position."""
        found = self.by_rule.get(rule, [])
        last = bisect_right(found, (position, 2**63, "")) - 1
        if last >= 0 and position < found[last][1]:
            return f"{rule} ({found[last][2]})"
        return rule

    def drafts(self, start: int, end: int) -> list[str]:
        """The draft rules that would take something beginning on this line."""
        found = self.by_rule.get("", [])
        first, last = (bisect_right(found, (edge, -1, "")) for edge in (start, end))
        return list(dict.fromkeys(f"draft {rule}" for _, _, rule in found[first:last]))


def summary(outcome: Mapping[str, Any], found: Sequence[Found] = ()) -> Iterator[str]:
    """What was read into fields, with the rules that `found` it, and the warnings; for a
    rejection, why."""
    if "code" in outcome:
        yield f"rejected: {outcome['code']}: {outcome['message']}"
        return
    for field in _FIELDS:
        value = outcome[field]
        if value:
            rules = ", ".join(_readers(found, field, value))
            note = f"{NOTE}{rules}" if rules else ""
            yield f"{field}: {' | '.join(value) if isinstance(value, list) else value}{note}"
    if outcome["dateline"]["raw"]:
        parts = (outcome["dateline"][part] for part in ("place", "date", "agency"))
        yield f"dateline: {' | '.join(filter(None, parts))}"
    for warning in outcome["warnings"]:
        yield f"{warning['code']}: {warning['message']}"


def _readers(found: Sequence[Found], field: str, value: str | list[str]) -> list[str]:
    """The first rule that read each value of a field, each rule once."""
    kinds = {"date": "published", "updated": "updated"}
    rules: dict[str, None] = {}
    for part in [value] if isinstance(value, str) else value:
        for one in found:
            read = one.value
            if isinstance(read, DateHit):
                own, text = kinds.get(field) == read.kind, (read.value, *read.readings)
            else:
                own, text = field == one.field, (" ".join(str(read).split()),)
            if own and (part in text or (field == "authors" and part in text[0])):
                rules[one.rule] = None
                break
    return list(rules)


def rendered(line: Line, *, colour: bool) -> str:
    """The line as it is printed: harmless to a terminal, without blanks at its end."""
    body = f"{line.mark} {visible(line.text)}".rstrip()
    note = f"{NOTE}{line.note}" if line.note else ""
    if not colour:
        return body + note
    tint = _COLOURS[line.mark]
    return (f"{tint}{body}{_PLAIN}" if tint else body) + (note and f"{_FAINT}{note}{_PLAIN}")
