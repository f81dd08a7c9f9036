"""What detectors look at: the blocks, where each stands, what line rules said of them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlsplit

from cleaner.match import Hit, Hits, in_zone
from cleaner.model import Block, Found, Mark, Page, Source
from cleaner.rule import Rule
from cleaner.zones import Zones, find_zones

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class View:
    page: Page
    blocks: Sequence[Block]
    zones: Zones
    hits: Sequence[tuple[int, Hit]]  # (block index, hit) of the line rules that apply
    taken: Mapping[int, str]  # role by index of a block that a line rule takes as a whole
    sites: frozenset[str]  # hosts and names the page answers to
    outside: Container[int] = ()  # blocks that are known to be no part of the main content

    @cached_property
    def numbered(self) -> list[int]:
        """The blocks that may hold a number: a key has `#` for each, and a long line has no key."""
        return [i for i, block in enumerate(self.blocks) if "#" in block.key or not block.key]

    def once(self, question: Callable[[View], Answer]) -> Answer:
        """The answer to what several detectors ask of the view: it is worked out a first time."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: Answer = self._answers[question]
        return answer

    @cached_property
    def _answers(self) -> dict[Callable[[View], Any], Any]:
        return {}

    def text(self, index: int) -> str:
        """The block's text; positions in it are those of the page, less the block's start."""
        block = self.blocks[index]
        return self.page.flat[block.start : block.end]

    def free(self, indices: range) -> Iterator[int]:
        """The blocks of the range that no line rule has taken."""
        return (index for index in indices if index not in self.taken)


def standing(page: Page, hits: Hits) -> list[tuple[int, Hit]]:
    """The hits on the page's blocks, with the block's index, whose rules apply to the site."""
    sites = names(page.source)
    blocks = page.blocks
    return [
        (index, hit)
        for index in [i for i, block in enumerate(blocks) if block.start in hits]
        for hit in hits[blocks[index].start]
        if applies(hit.rule, sites)
    ]


def view(page: Page, hits: Sequence[tuple[int, Hit]], outside: Container[int] = ()) -> View:
    """The page with the hits whose rules apply in the zone where the block stands."""
    sites = names(page.source)
    zones = find_zones(page.blocks, outside)
    here = [(index, hit) for index, hit in hits if in_zone(hit.rule, zones.of(index))]
    taken = {index: hit.rule.role for index, hit in here if _takes(hit)}
    return View(page, page.blocks, zones, here, taken, sites, outside)


def _takes(hit: Hit) -> bool:
    return hit.whole and hit.rule.action != "keep" and hit.rule.status == "stable"


def names(source: Source) -> frozenset[str]:
    """What `sites` is compared with: the host without `www.`, its parents, the source's name."""
    try:
        host = (urlsplit(source.url).hostname or "") if "//" in source.url else ""
    except ValueError:  # an address that is none
        host = ""
    parts = host.removeprefix("www.").split(".")
    hosts = {".".join(parts[i:]) for i in range(len(parts) - 1)} if host else set()
    return frozenset(hosts | {source.name} if source.name else hosts)


def applies(rule: Rule, sites: frozenset[str]) -> bool:
    """Whether the rule is meant for the page: some site named, none exempted."""
    if not rule.sites:
        return True
    wanted = {site for site in rule.sites if not site.startswith("!")}
    exempt = {site[1:] for site in rule.sites if site.startswith("!")}
    return not sites & exempt and (not wanted or "*" in wanted or bool(sites & wanted))


def removes(rule: Rule, start: int, end: int, note: str = "") -> Mark:
    """The rule's action on a span of the page."""
    action = "report" if rule.status == "draft" else "keep" if rule.kept else rule.action
    return Mark(rule.id, rule.role, action, start, end, note)


def reads(rule: Rule, value: object, start: int, end: int, field: str = "") -> Found:
    """A value for the rule's field, or for `field`, with its evidence."""
    return Found(field or rule.field, value, rule.id, start, end)
