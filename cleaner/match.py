"""Which rules' words does a block have? Looked at once a block: zones and neighbours come later."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from cleaner.model import Block, Context, Page, Zone
from cleaner.place import SHARE, keys_of
from cleaner.rule import Rule
from cleaner.rulebook import STEM, Rulebook

# Code points of a block a pattern may see: bounded, so that every pattern costs a constant at
# most; room for a caption of three sentences with its credit. A rule whose `max_width` is larger is
# for longer lines.
MAX_PATTERN = 400
# Where a pattern with `at = "start"` or `"end"` may reach to: long sign-offs name six people.
MAX_EDGE = 200


class Hit(NamedTuple):
    """A rule's words stand in a block: `start:end` is what its action takes (page offsets)."""

    rule: Rule
    start: int
    end: int
    value: tuple[int, int]  # what a field gets
    whole: bool  # the block is taken as a whole


Hits = dict[int, list[Hit]]  # by the start of the block


def scan(page: Page, blocks: Sequence[Block], rules: Rulebook) -> Hits:
    """The hits on these blocks of the page, wherever the blocks stand in it."""
    hits: Hits = {}
    lines, starts, ends = rules.lines, rules.starts, rules.ends
    known = [
        block
        for block in blocks
        if (key := block.key) in lines or key[:STEM] in starts or (ends and key[-STEM:] in ends)
    ]
    for block in known:
        for rule in phrase_hits(rules, block.key):
            if _has_form(rule, block):
                hit = Hit(rule, block.start, block.end, (block.start, block.end), True)
                hits.setdefault(block.start, []).append(hit)
    for (index, _), rule in sorted(_called(page, blocks, rules).items(), key=itemgetter(0)):
        block = blocks[index]
        found = pattern_hit(rule, page, block) if _has_form(rule, block) else None
        if found:
            hits.setdefault(block.start, []).append(found)
    for block, rule in _placed(blocks, rules):
        if _has_form(rule, block):
            hit = Hit(rule, block.start, block.end, (block.start, block.end), True)
            hits.setdefault(block.start, []).append(hit)
    return hits


def in_zone(rule: Rule, zone: Zone) -> bool:
    return rule.match is None or not rule.match.zones or zone in rule.match.zones


def phrase_hits(book: Rulebook, key: str) -> list[Rule]:
    """Rules with a phrase that the key is, begins with or ends with."""
    found = list(book.lines.get(key, ()))
    for phrase, rule in book.starts.get(key[:STEM], ()):
        if key.startswith(phrase) and not key[len(phrase) : len(phrase) + 1].isalnum():
            found.append(rule)
    for phrase, rule in book.ends.get(key[-STEM:], ()):
        if key.endswith(phrase) and not key[: -len(phrase)][-1:].isalnum():
            found.append(rule)
    return found


def pattern_hit(rule: Rule, page: Page, block: Block) -> Hit | None:
    """The rule's pattern on one block: the whole line, its start or its end.

    Of the match, the group `cut` is what goes (the match itself without one) and the group
    `value` is what a field gets.
    """
    match = rule.match
    if match is None or match.pattern is None:
        return None
    text = page.flat if match.cased else page.folded
    start, end = block.start, block.end
    if match.at == "line":
        if end - start > max(MAX_PATTERN, match.max_width):
            return None
        found = match.pattern.fullmatch(text, start, end)
    elif match.at == "start":
        found = match.pattern.match(text, start, min(end, start + MAX_EDGE))
    else:
        found = match.pattern.search(text, max(start, end - MAX_EDGE), end)
        if found and found.end() != end:
            found = None
    if found is None:
        return None
    groups = match.pattern.groupindex
    cut = found.span("cut") if "cut" in groups else found.span()
    value = found.span("value") if "value" in groups else cut
    if value[0] < 0:
        value = cut
    return Hit(rule, cut[0], cut[1], value, cut == (start, end))


def _has_form(rule: Rule, block: Block) -> bool:
    """The rule's conditions on the look of a block."""
    match, width = rule.match, block.width
    return match is not None and (
        match.min_width <= width
        and (width <= match.max_width or not match.max_width)
        and (match.prose is None or match.prose == block.prose)
        and (not match.upper or block.line.isupper())
        and (match.html is None or match.html.fits(block.context))
    )


def _placed(blocks: Sequence[Block], book: Rulebook) -> Iterator[tuple[Block, Rule]]:
    """Blocks of HTML that may stand where a rule that asks for no words wants them to."""
    known: dict[tuple[object, ...], list[Rule]] = {}
    for block in blocks if book.places else ():
        context = block.context
        if context is None:
            continue
        # Lines of a scope share their names: one tuple, not equal ones.
        where = id(context.names), context.landmarks, context.tag, context.hidden
        if where not in known:
            known[where] = _at(context, book)
        for rule in known[where]:
            yield block, rule


def _at(context: Context, book: Rulebook) -> list[Rule]:
    """The rules whose place it may be, were the block all links."""
    keys = book.places.keys() & keys_of(context)
    found = {rule.id: rule for key in keys for rule in book.places[key]}
    linked = context._replace(links=SHARE)
    ordered = [rule for _, rule in sorted(found.items())]
    return [r for r in ordered if r.match and r.match.html and r.match.html.fits(linked)]


def _called(page: Page, blocks: Sequence[Block], book: Rulebook) -> dict[tuple[int, str], Rule]:
    """(block index, rule id) -> rule wherever a literal that a pattern needs stands."""
    calls: dict[tuple[int, str], Rule] = {}
    if book.finder is None:
        return calls
    starts = [block.start for block in blocks]
    whole = (
        blocks is page.blocks
    )  # then one search serves all; else few blocks are asked one by one
    stretches = [(0, len(page.folded))] if whole else [(b.start, b.end) for b in blocks]
    for low, high in stretches:
        text = page.folded[low:high]
        for number, start, end in book.finder.find_matches_as_indexes(text, overlapping=True):
            index = bisect_right(starts, low + start) - 1
            if index >= 0 and low + end <= blocks[index].end:
                for rule in book.called[number]:
                    calls[index, rule.id] = rule
    return calls
