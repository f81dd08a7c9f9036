"""What one line of a page looks like: the facts a Block holds."""

from __future__ import annotations

import re

from cleaner.fold import MAX_KEY, key
from cleaner.model import Block, Context

# What ends a sentence, in every script of the conventions: Latin, CJK, Devanagari, Arabic,
# Burmese, Ethiopic, Armenian.
STOPS = frozenset(".!?…。！？｡।॥؟۔။።։")
CLOSERS = "\"'”’»)]}）」』】›“"
# East Asian wide and full-width ranges (Unicode 15, EastAsianWidth W and F): two columns each.
WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]"
)

# A line of at least this width that ends a sentence reads as running text.
PROSE_WIDTH = 60
# A line this wide is running text whatever it ends with (Thai has no stops; sign-offs follow them).
LONG_WIDTH = 200


def make_block(
    line: str, folded: str, start: int, gap: int, end: int = 0, context: Context | None = None
) -> Block:
    """The block of a line at `start`, without blanks at its edges; `folded` is its folding.

    `end` is given for a line glued from several, which is not as long as what it stands for.
    """
    size = width = len(line)
    if not line.isascii() and WIDE.search(line):
        width += len(WIDE.findall(line))
    name = key(folded) if size <= MAX_KEY else ""
    last = line[-1]
    ended = last in STOPS or (last in CLOSERS and line.rstrip(CLOSERS)[-1:] in STOPS)
    # Running text rather than a label, link or heading.
    prose = width >= PROSE_WIDTH and (ended or width >= LONG_WIDTH)
    return Block(start, end or start + size, name, width, prose, ended, gap, context)
