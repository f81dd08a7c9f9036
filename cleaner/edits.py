"""The one law: text = apply(page_text, edits); page_text = undo(text, ledger)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.model import Change, Edit


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits at once. Edits are sorted and disjoint, in code points of `text`.

    Raises ValueError when they are not.
    """
    out: list[str] = []
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(
                f"edit {edit.start}:{edit.end} by {edit.rule} is out of order or bounds"
            )
        out.append(text[at : edit.start])
        out.append(edit.new)
        at = edit.end
    out.append(text[at:])
    return "".join(out)


def ledger(text: str, edits: Iterable[Edit]) -> tuple[Change, ...]:
    """What has to be remembered of the edits to undo them."""
    return tuple(Change(e.start, text[e.start : e.end], e.new) for e in edits)


def undo(text: str, changes: Sequence[Change]) -> str:
    """The page's text, from the cleaned text and the ledger alone.

    Raises ValueError when the text is not the one the ledger was made with.
    """
    out: list[str] = []
    at = 0  # in the cleaned text
    page = 0  # in the page's text
    for change in changes:
        kept = change.start - page
        if kept < 0 or text[at + kept : at + kept + len(change.after)] != change.after:
            raise ValueError(f"the text does not fit its record at page position {change.start}")
        if at + kept > len(text):
            raise ValueError(f"the text ends before page position {change.start}")
        out.append(text[at : at + kept])
        out.append(change.before)
        at += kept + len(change.after)
        page = change.start + len(change.before)
    out.append(text[at:])
    return "".join(out)
