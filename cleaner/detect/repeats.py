"""What a page says twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.model import Block, Mark
from cleaner.rule import Rule
from cleaner.shape import has_markup
from cleaner.view import View, removes

# One doubled line can be a picture's alternative text above its caption; a list has more.
MIN_TEASERS = 2
# Columns of the shortest title; shorter lines that stand twice are cells of tables.
TITLE = 12
# The least passage that is no refrain, quotation or table: of articles of wcxb-dev 23 passages of
# four blocks with 400 columns of running text stood twice, and the annotated text held none twice.
PASSAGE = 4
PASSAGE_WIDTH = 400


def doubled_teasers(view: View, rule: Rule) -> Iterator[Mark]:
    """A list of teasers, each a title twice (the picture's text, then the link) and perhaps a lead.

    A run of at least MIN_TEASERS such entries one after another goes, from the first title to
    the last lead. In HTML the text of a picture is not laid out, and what stands twice is meant so.
    """
    blocks = () if has_markup(view.page) else view.blocks
    done = 0
    twins = [index for index, (one, two) in enumerate(pairwise(blocks)) if one.key == two.key]
    for index in twins:
        if index < done or not _doubled(blocks, index):
            continue
        entries, end = 0, index
        while _doubled(blocks, end):
            entries += 1
            end += 2
            if end < len(blocks) and blocks[end].prose and not _doubled(blocks, end):
                end += 1
        if entries >= MIN_TEASERS:
            yield removes(rule, blocks[index].start, blocks[end - 1].end, f"{entries} teasers")
        done = end


def _doubled(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line that says something, and is no running text, stands twice in a row here."""
    if index + 1 >= len(blocks) or blocks[index].prose or blocks[index].width < TITLE:
        return False
    key = blocks[index].key
    return key == blocks[index + 1].key and any(map(str.isalpha, key))


def repeated_passages(view: View, rule: Rule) -> Iterator[Mark]:
    """Passages of several blocks that stood on the page before, word for word.

    The first copy stays, if it is part of the main content; the later ones go.
    """
    blocks = view.blocks
    texts = {index: block.line for index, block in enumerate(blocks) if block.prose}
    if len(set(texts.values())) == len(texts):
        return
    first: dict[str, int] = {}
    done = 0
    for index, text in texts.items():
        earlier = first.setdefault(text, index)
        if earlier == index or index < done or earlier in view.outside:
            continue
        start, end = _same(view, earlier, index, done)
        done = end
        width = sum(block.width for block in blocks[start:end] if block.prose)
        if end - start >= PASSAGE and width >= PASSAGE_WIDTH:
            note = f"{end - start} blocks that stood before"
            yield removes(rule, blocks[start].start, blocks[end - 1].end, note)


def _same(view: View, earlier: int, index: int, low: int) -> tuple[int, int]:
    """The blocks [start, end) around `index` that are the same as those around `earlier`; from
    `low` on, and without reaching into themselves."""
    gap = index - earlier
    start, end = index, index + 1
    while start > max(low, earlier + 1) and start > gap and _alike(view, start - 1, gap):
        start -= 1
    while end < len(view.blocks) and end - gap < start and _alike(view, end, gap):
        end += 1
    return start, end


def _alike(view: View, index: int, gap: int) -> bool:
    return view.blocks[index].line == view.blocks[index - gap].line
