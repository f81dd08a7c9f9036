"""What the markup of one page says of it, ready to be asked by the readers of fields."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from cleaner.detect.beside import is_beside
from cleaner.detect.meta.properties import statements
from cleaner.detect.meta.statement import Statement
from cleaner.detect.names import key
from cleaner.model import Page
from cleaner.rule import Rule

CANONICAL, BASE = ("link", "canonical"), ("link", "base")
# What names the site: never a title and never an author.
_OUTLETS = (
    *(("json_ld", name) for name in ("WebSite.name", "Organization.name", "Article.publisher")),
    *(("json_ld", name) for name in ("WebPage.isPartOf", "WebPage.publisher")),
    *(("meta", name) for name in ("ogsitename", "applicationname", "publisher", "dcpublisher")),
)
# A site's name with its motto: "Bridge News - all about bridges".
_PART = re.compile(r"\s+[|\-–—•·:»]\s+")
# Shorter labels of a host (its country, www2) name no site.
MIN_LABEL = 3


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is said, by kind and name; the keys (`names.key`) of the site's names; what relative
    addresses are relative to, "" when that is not known."""

    said: Mapping[tuple[str, str], Sequence[Statement]]
    outlets: Collection[str]
    address: str

    def of(self, rule: Rule) -> Iterator[Sequence[Statement]]:
        """What is said under each of the names that the rule reads, in their order."""
        for name in rule.read.names if rule.read else ():
            if name in self.said:
                yield self.said[name]


def gather(page: Page, rules: Collection[Rule]) -> Metadata:
    """The page's metadata, as far as the rules ask for them; what stands in comments, teasers or
    the footer is not the page's."""
    asked = {name for rule in rules if rule.read for name in rule.read.names}
    asked |= {*_OUTLETS, CANONICAL, BASE}
    starts = [block.start for block in page.blocks]
    said: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in statements(page.head, page.source.url, asked):
        at = bisect_right(starts, one.start) - 1
        if at < 0 or not is_beside(page.blocks[at].context):
            said[one.kind, one.name].append(one)
    base = said[BASE][0].value if BASE in said else ""
    return Metadata(said, _outlets(said, page.source.url), _joined(page.source.url, base))


def _outlets(said: Mapping[tuple[str, str], Sequence[Statement]], url: str) -> Collection[str]:
    """The site's names and their parts, its host and the labels of that."""
    addresses = [url, *(one.value for one in said.get(CANONICAL, ()))]
    hosts = {host.removeprefix("www.") for host in map(host_of, addresses)}
    labels = [label for host in hosts for label in (host, *host.split(".")[:-1])]
    named = [one.value for name in _OUTLETS for one in said.get(name, ())]
    parts = [part for one in named for part in (one, *_PART.split(one))]
    long = (label for label in labels if len(label) >= MIN_LABEL)
    return frozenset(key(name) for name in (*parts, *long)) - {""}


def host_of(address: str) -> str:
    """The host of an address, "" when it is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def absolute(address: str, base: str) -> str:
    """The address as one of the web, "" when it is none."""
    url = _joined(base, address.strip())
    whole = url.startswith(("http://", "https://")) and "." in host_of(url)
    return url if whole and not re.search(r"\s", url) else ""
