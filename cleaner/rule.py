"""One rule file -> one Rule. `schemas/rule.schema.json` is the file's form; here is its meaning."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.fold import phrase_key
from cleaner.model import Action
from cleaner.patterns import Pattern, compile_safe, expand
from cleaner.place import Place, place
from cleaner.schema import problems

# What a rule of this action and reach must say; see docs/rules.md.
FIELDS = ("title", "date", "updated", "dateline", "authors", "credits", "captions", "source")


class RuleError(Exception):
    """A rule file that cannot be used: which file, line and key, what is wrong, what to do."""

    def __init__(self, path: str, line: int, key: str, message: str, hint: str) -> None:
        self.path, self.line, self.key, self.message, self.hint = path, line, key, message, hint
        place = f"{path}:{line}" if line else path
        named = f"{key}: " if key else ""
        super().__init__(f"{place}: {named}{message}" + (f" ({hint})" if hint else ""))


@dataclass(frozen=True, slots=True)
class Match:
    """Which blocks a rule hits: the conditions must all hold, and one of the four ways must fit;
    without any of the four, the place in the markup is enough."""

    lines: tuple[str, ...] = ()  # keys of whole lines
    starts: tuple[str, ...] = ()  # keys a line begins with
    ends: tuple[str, ...] = ()  # keys a line ends with
    pattern: Pattern | None = None
    at: str = "line"  # the pattern takes the whole line, its start, or its end
    has: tuple[str, ...] = ()  # the pattern is tried only where one of these folded literals stands
    cased: bool = False  # the pattern sees the text as it is, not folded
    zones: frozenset[str] = frozenset()  # empty: anywhere
    min_width: int = 0
    max_width: int = 0  # 0: any
    upper: bool = False  # no lower-case letter
    prose: bool | None = None
    html: Place | None = None  # only in HTML, and there

    @property
    def wordless(self) -> bool:
        return not (self.lines or self.starts or self.ends or self.pattern)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a hit goes beyond its own block, and the guards that hold it back."""

    over: str = "block"  # block | group | run | rest
    max_text_after: float = 1.0  # rest: at most this share of the page's running text may go
    min_text_before: int = 0  # rest: at least this width of running text must stand before


@dataclass(frozen=True, slots=True)
class Read:
    """Which metadata of an HTML page a rule reads; rules of a lower rank are believed first."""

    rank: int
    names: tuple[tuple[str, str], ...]  # (kind, name) of statements, the best first


@dataclass(frozen=True, slots=True)
class Example:
    """A rule's own test: a text or HTML in the gutter of `explain`, or whole texts for layout
    rules."""

    name: str
    text: str = ""
    html: str = ""
    before: str = ""
    after: str = ""
    gives: Any = None
    todo: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    what: str
    why: str
    since: str
    role: str
    status: str = "stable"
    action: Action = "remove"
    field: str = ""
    sites: tuple[str, ...] = ()
    detect: str = ""
    spare: bool = False  # applies only where no other detector of its role can work
    kept: bool = False  # the user wants its lines to stay, whatever other rules say
    match: Match | None = None
    read: Read | None = None
    reach: Reach = Reach()
    examples: tuple[Example, ...] = ()
    text: str = ""  # the file
    meaning: str = ""  # canonical JSON of all but prose and examples: what the digest is over

    @property
    def placed(self) -> bool:
        """Whether the place in the markup is all that the rule asks for."""
        return self.match is not None and self.match.wordless


def read_rule(rule_id: str, text: str, path: str) -> Rule:
    """Parse and check one rule file. Raises RuleError."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise RuleError(
            path, int(line[1]) if line else 0, "", f"is not TOML: {error}", ""
        ) from error
    _check(table, text, path)
    if table.get("status") == "off":
        return Rule(rule_id, "", "", "", table.get("role", ""), status="off", text=text)
    raw = table.get("match")
    return Rule(
        id=rule_id,
        what=table["what"],
        why=table["why"],
        since=table["since"],
        role=table["role"],
        status=table.get("status", "stable"),
        action=table.get("action", "remove"),
        field=table.get("field", ""),
        sites=tuple(table.get("sites", ())),
        detect=table.get("detect", ""),
        spare=table.get("spare", False),
        match=_match(raw, text, path) if raw else None,
        read=_read(table["read"]) if "read" in table else None,
        reach=Reach(**table.get("reach", {})),
        examples=tuple(Example(**{"name": "", **e}) for e in table["example"]),
        text=text,
        meaning=_meaning(rule_id, table),
    )


def _meaning(rule_id: str, table: dict[str, Any]) -> str:
    what = {k: v for k, v in table.items() if k not in ("what", "why", "since", "example")}
    pattern = table.get("match", {}).get("pattern")
    if pattern:
        what["expression"] = expand(pattern["re"])
    return json.dumps({"id": rule_id} | what, ensure_ascii=True, sort_keys=True)


def _check(table: dict[str, Any], text: str, path: str) -> None:
    """The form, by the schema; then what a schema cannot say."""
    for problem in problems("rule", table):
        name = problem.where.rsplit(".", 1)[-1]
        raise RuleError(path, line_of(text, name), problem.where, problem.message, problem.hint)
    if table.get("status") in ("off", "retired"):
        return
    examples = table["example"]
    acts = _gives if "read" in table else _removes
    works = any(acts(example) for example in examples)
    spares = any(not acts(example) for example in examples)
    if not (works and spares):
        wanted = (
            ("gives something", "gives nothing")
            if "read" in table
            else ("removes something", "keeps everything")
        )
        message = f"has no example that {wanted[works]}"
        raise RuleError(path, 0, "example", message, "see CONTRIBUTING, 'a rule in five minutes'")


def _removes(example: Mapping[str, Any]) -> bool:
    if "before" in example:
        return bool(example["before"] != example["after"])
    drawn = example.get("text") or example["html"]
    return any(line[:1] in ("-", "~") for line in drawn.splitlines())


def _gives(example: Mapping[str, Any]) -> bool:
    return bool(example.get("gives"))


def _read(raw: Mapping[str, Any]) -> Read:
    """The names as statements have them, kind by kind in a fixed order."""
    kinds = ("json_ld", "meta", "microdata", "link", "tag", "class", "path")
    names = [(kind, name) for kind in kinds for name in raw.get(kind, ())]
    return Read(raw["rank"], tuple((kind, statement_name(kind, name)) for kind, name in names))


def statement_name(kind: str, name: str) -> str:
    """How names of metadata are compared: those of `meta` without case and without separators,
    which every site sets its own way (`publish_date`, `publish-date`, `publishDate`)."""
    return re.sub(r"[\W_]", "", name.lower()) if kind == "meta" else name


def _match(raw: dict[str, Any], text: str, path: str) -> Match:
    pattern = raw.get("pattern", {})
    compiled = None
    if pattern:
        try:
            compiled = compile_safe(pattern["re"])
        except ValueError as error:
            hint = "rules run in linear time whatever the input"
            where = "match.pattern.re"
            raise RuleError(path, line_of(text, "re"), where, str(error), hint) from error
    zones = raw.get("zone", ())
    return Match(
        lines=_keys(raw.get("line")),
        starts=_keys(raw.get("start")),
        ends=_keys(raw.get("end")),
        pattern=compiled,
        at=pattern.get("at", "line"),
        has=tuple(pattern.get("has", ())),
        cased=pattern.get("cased", False),
        zones=frozenset([zones] if isinstance(zones, str) else zones),
        min_width=raw.get("min_width", 0),
        max_width=raw.get("max_width", 0),
        upper=raw.get("upper", False),
        prose=raw.get("prose"),
        html=place(raw["html"]) if "html" in raw else None,
    )


def _keys(phrases: Mapping[str, list[str]] | None) -> tuple[str, ...]:
    """The phrases of all languages as keys, sorted, each once."""
    if not phrases:
        return ()
    return tuple(sorted({phrase_key(phrase) for group in phrases.values() for phrase in group}))


def line_of(text: str, name: str) -> int:
    """The first line that sets the key or opens the table, 1-based; 0 when none does."""
    found = re.search(rf"(?m)^[ \t]*(?:\[+[\w.\s]*)?\b{re.escape(name)}\b", text) if name else None
    return text.count("\n", 0, found.start()) + 1 if found else 0


def closest(word: str, known: list[str]) -> str:
    """`did you mean ...?` for a misspelt word, or nothing."""
    near = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {near[0]!r}?" if near else ""
