"""Frequent lines -> a rule file in draft, with an example drawn from a page that has them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cleaner import __version__
from cleaner.fold import phrase_key
from cleaner.mine.count import ANY, Frequent, Sample
from cleaner.prove import prove
from cleaner.rule import Rule, read_rule
from cleaner.rulebook import Rulebook
from cleaner.zones import LEAD

# Paragraphs that have to stand above and below a line so that it is in its zone.
_AROUND = {"head": (0, 1), "lead": (1, 1), "body": (LEAD, 1), "tail": (1, 0)}
# Lines of an example: more show nothing new.
MAX_DRAWN = 8
MAX_KEPT = 2
# A guess from where the lines stand, for the person who accepts the rule to set right.
_ROLES = {"head": "nav", "lead": "promo", "body": "promo", "tail": "nav"}

_RULE = """\
what  = {what}
why   = "They recur on page after page, whatever the article: counted, not yet looked at."
since = "{version}"
role  = "{role}"  # a guess
status = "draft"
{sites}
[match]
zone = ["{zone}"]

[match.line]
{phrases}

[[example]]
name = "as they stand on a page"
text = '''
{gone}
'''

[[example]]
name = "the text of the page stays"
text = '''
{kept}
'''
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed rule and its lines; without a text where no example could be drawn."""

    id: str
    lines: tuple[Frequent, ...]
    text: str


def drafts(
    frequent: Sequence[Frequent], samples: dict[tuple[str, str], Sample], book: Rulebook
) -> list[Draft]:
    """One rule for the lines of a scope and zone, sorted by id. Each passes its own examples."""
    names = _names(sorted({one.scope for one in frequent}))
    proposed = {one.key for one in frequent}
    found: list[Draft] = []
    for (scope, zone), group in groupby(frequent, key=lambda one: (one.scope, one.zone)):
        lines, rule_id = tuple(group), f"mined/{names[scope]}-{zone}"
        texts = (_written(lines, *drawn) for drawn in _drawn(lines, samples[scope, zone], proposed))
        found.append(Draft(rule_id, lines, _proven(rule_id, list(texts), book)))
    return sorted(found, key=lambda draft: draft.id)


def _proven(rule_id: str, texts: Sequence[str], book: Rulebook) -> str:
    """The first text that also holds as a stable rule among all others; else one that is sound."""
    rules = [(text, read_rule(rule_id, text, f"{rule_id}.toml")) for text in texts]
    as_stable = ((text, replace(rule, status="stable")) for text, rule in rules)
    candidates: Iterator[tuple[str, Rule]] = iter([*as_stable, *rules])
    return next((text for text, rule in candidates if not prove(rule, book)), "")


def _drawn(
    lines: Sequence[Frequent], sample: Sample, proposed: set[str]
) -> Iterator[tuple[list[str], list[str]]]:
    """Examples as (what goes, what stays), the better first: with other lines that stay."""
    wanted = {line.key for line in lines}
    prose = [text for text in sample.prose if phrase_key(text) not in wanted]
    above, below = _AROUND[lines[0].zone]
    if len(prose) < above + below:
        return
    gone = [f"- {text}" for name, text in sample.lines if name in wanted][:MAX_DRAWN]
    others = [
        f"  {text}" for name, text in sample.lines if name not in proposed and text not in prose
    ]
    kept = [f"  {text}" for text in prose]
    before, after = kept[:above], kept[above : above + below]
    for count in (MAX_KEPT, 0):
        yield [*before, *gone, *after], [*before, *others[:count], *after]


def _written(lines: Sequence[Frequent], gone: Sequence[str], kept: Sequence[str]) -> str:
    first = lines[0]
    where = "many sites" if first.scope == ANY else first.scope or "a site that is not named"
    return _RULE.format(
        what=json.dumps(f"Lines in the {first.zone} of pages of {where}.", ensure_ascii=False),
        version=__version__,
        role=_ROLES[first.zone],
        sites="" if first.scope in (ANY, "") else f"sites = {json.dumps([first.scope])}\n",
        zone=first.zone,
        phrases="\n".join(_phrases(lines)),
        gone="\n\n".join(gone),
        kept="\n\n".join(kept),
    )


def _phrases(lines: Sequence[Frequent]) -> Iterator[str]:
    """The lines by language, each below what was counted of it."""
    by_language = sorted(lines, key=lambda line: line.lang)
    for lang, group in groupby(by_language, key=lambda line: line.lang):
        yield f"{lang} = ["
        for line in group:
            yield f"  # {described(line)}"
            yield f"  {json.dumps(line.key, ensure_ascii=False)},"
        yield "]"


def described(line: Frequent) -> str:
    """What a person wants to know: how often, where, and three places to look."""
    often = f"{line.documents} documents" + (f", {line.sites} sites" if line.sites > 1 else "")
    zones = ", ".join(f"{zone} {count}" for zone, count in line.zones)
    places = ", ".join(f"{ident}:{number}" for ident, number in line.places)
    return f"{often} ({zones}); see {places}"


def _names(scopes: Sequence[str]) -> dict[str, str]:
    """A name for each scope that can stand in an id; of two alike, both end in a digest."""
    plain = {scope: re.sub(r"[^a-z0-9]+", "-", scope.lower()).strip("-") for scope in scopes}
    fixed = {ANY: "any-site", "": "one-site"}
    names = {}
    for scope, name in plain.items():
        alike = [other for other in (*plain.values(), *fixed.values()) if other == name]
        digest = hashlib.sha256(scope.encode()).hexdigest()[:8]
        names[scope] = name if name and len(alike) == 1 else f"{name}-{digest}".strip("-")
    return names | {scope: name for scope, name in fixed.items() if scope in plain}
