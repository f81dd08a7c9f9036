"""What lines of a page look like: the facts a Block holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import repeat

from cleaner.fold import MAX_KEY, keys
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
SENTENCE = 25  # columns of the shortest line that is more than a label


# `Block._make` without its count of the fields: half of the time.
_block = partial(tuple.__new__, Block)


def make_blocks(
    lines: Sequence[str],
    starts: Iterable[int],
    ends: Iterable[int],
    gaps: Iterable[int],
    contexts: Sequence[Context | None] = (),
) -> list[Block]:
    """The blocks of lines without blanks at their edges and without line feeds, none empty.

    A line glued from several is not as long as the part of the page from its start to its end.
    """
    names = keys([line if len(line) <= MAX_KEY else "" for line in lines])
    widths = [
        len(line) if line.isascii() else len(line) + len(WIDE.findall(line)) for line in lines
    ]
    ended = [
        (last := line[-1]) in STOPS or (last in CLOSERS and line.rstrip(CLOSERS)[-1:] in STOPS)
        for line in lines
    ]
    # Running text rather than a label, link or heading.
    prose = [
        width >= PROSE_WIDTH and (end or width >= LONG_WIDTH)
        for width, end in zip(widths, ended, strict=True)
    ]
    columns = (starts, ends, names, widths, prose, ended, gaps, lines)
    return list(map(_block, zip(*columns, contexts or repeat(None, len(lines)), strict=True)))


def sentences(blocks: Sequence[Block]) -> list[int]:
    """The indices of lines that end as sentences do and are longer than labels."""
    return [at for at, block in enumerate(blocks) if block.ended and block.width >= SENTENCE]


def running_text(blocks: Sequence[Block]) -> Iterator[int]:
    """The indices of sentences, and of what is so long that it must be text: Thai has no stops."""
    for at, block in enumerate(blocks):
        if block.prose or (block.ended and block.width >= SENTENCE):
            yield at
