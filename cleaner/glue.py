"""Lines -> sentences: what inline tags broke apart is one block again; menus, poems, code are not.

A scraper that writes one line for every text node leaves `Here's a post on / funding a home / .`
in three lines. What shows that a line goes on is how it begins (lower case, closing marks) after
running text that has not ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaner.model import Page

# Characters that cannot begin a line of their own: closing marks and separators.
CLOSING = frozenset(",.;:!?)]}»”’%、。，．；：！？）】」』〉》”…،؛؟।")
OPENING = frozenset("([{«“‘（【「『〈《$€£")
ENDS = frozenset(".!?…。！？।؟۔:：;；")
QUOTES = "'\"”’»)]）」』】"
# Width from which an unfinished line reads as running text rather than as a label: few menu entries
# are that wide.
UNFINISHED = 40
# The longest link text, in columns, that stands between two halves of a sentence.
LINK = 80


def join(lines: Sequence[str]) -> str:
    """Glued lines as one: apart by a blank, but for closing marks and scripts without blanks."""
    out = lines[0]
    for line in lines[1:]:
        out += joint(out[-1], line) + line
    return out


def line(page: Page, start: int, end: int) -> str:
    """The page from start to end as the one line it is or will be."""
    text = page.text[start:end]
    if text == page.flat[start:end]:
        return text
    return join([part.strip() for part in text.splitlines() if part.strip()])


def joint(last: str, line: str) -> str:
    """What stands between a line's last character and the line glued to it."""
    if (line[0] in CLOSING and not line.startswith("...")) or last in OPENING:
        return ""
    return "" if last > "\u2e7f" and line[0] > "\u2e7f" else " "


def sentences(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Which lines are one sentence: [first, stop) of two lines and more, in order.

    `lines` are bare of blanks at their edges; "" is a blank line, which ends every sentence.
    """
    lines = [*lines, ""]
    # What a look at the edges of two neighbours rules out: a label above another, a full stop.
    doubtful = [
        first
        for first, (line, after) in enumerate(pairwise(lines))
        if after
        and line
        and (
            after[0] in CLOSING
            or after[0].islower()
            or (len(line) >= UNFINISHED and line[-1] not in ENDS)
        )
    ]
    found: list[tuple[int, int]] = []
    stop = 0
    for first in doubtful:
        if first >= stop:
            stop = _reach(lines, first)
            if stop > first + 1:
                found.append((first, stop))
    return found


def _reach(lines: Sequence[str], first: int) -> int:
    """One past the last line that is glued to line `first`."""
    end = first + 1
    width = len(lines[first])
    while lines[end]:
        more = _continues(lines, end, width)
        if not more:
            break
        width += sum(len(line) for line in lines[end : end + more])
        end += more
    return end


def _continues(lines: Sequence[str], at: int, width: int) -> int:
    """How many lines from `at` belong to the sentence of the given width before them: 0, 1 or 2."""
    last, line = lines[at - 1], lines[at]
    low = line[0].islower()
    plain = not low and width < UNFINISHED and line[0] not in CLOSING
    if plain or _is_code(last) or (len(line) > 1 and _is_code(line)):
        return 0
    if line[0] in CLOSING and not line.startswith("..."):
        return int(width >= UNFINISHED or (len(line) > 1 and not _open(line)))
    if width < UNFINISHED:  # a link begins the sentence
        begins = low and len(line) >= UNFINISHED and _open(last) and not last[-1].isdigit()
        return int(begins)
    if not _open(last):
        return 0
    if (low and len(last) > 1) or last[-1] in OPENING or last[-1] == ",":
        return 1
    link = len(line) <= LINK and lines[at + 1] and _open(line)
    return 2 if link and _goes_on(lines[at + 1]) else 0


def _goes_on(line: str) -> bool:
    return line[0].islower() or (line[0] in CLOSING and not line.startswith("..."))


def _open(line: str) -> bool:
    """No sentence ends at the line's end."""
    bare = line.rstrip(QUOTES)
    return bool(bare) and bare[-1] not in ENDS


def _is_code(line: str) -> bool:
    """A line of code or a bare address: never part of a sentence."""
    return (
        line[-1] in "{};=\\>"
        or line.startswith(("//", "# ", "--", "$ ", "http", "});", "}"))
        or (line[0] in ".#" and len(line) < 3)
    )
