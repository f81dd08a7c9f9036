"""Rule files -> Rules -> a Rulebook: indexed for lookup, with a digest.

Reading the files is the only disk access, and it happens once, before any document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from cleaner.model import ParserName
from cleaner.rule import Match, Rule, RuleError, closest, read_rule

BUILTIN = Path(__file__).parent / "rules"

# Phrases are found by their first or last two characters: one dict lookup refuses most lines.
STEM = 2

Index = Mapping[str, tuple[Rule, ...]]
Phrases = Mapping[str, tuple[tuple[str, Rule], ...]]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules that apply, indexed. Immutable and picklable; every field follows from `rules`."""

    rules: tuple[Rule, ...]  # sorted by id
    date_order: str  # "dmy" | "mdy" | "": how the user reads numeric dates
    as_of: str  # YYYY-MM-DD | "": no page is younger
    parser: ParserName  # of HTML
    digest: str  # sha256 over all that decides what a document looks like
    lines: Index = field(repr=False)
    starts: Phrases = field(repr=False)
    ends: Phrases = field(repr=False)
    finder: AhoCorasick | None = field(repr=False)  # of the literals that call patterns
    called: tuple[tuple[Rule, ...], ...] = field(repr=False)  # by the number of the literal
    places: Index = field(repr=False)  # that ask for no words, by the keys of their places
    detectors: Index = field(repr=False)  # by detector name
    readers: tuple[Rule, ...] = field(repr=False)  # of metadata, the most trusted first

    def __reduce__(self) -> tuple[object, ...]:
        """Workers get the rules and index them anew."""
        return rulebook, (self.rules, self.date_order, self.as_of, self.parser)

    def get(self, rule_id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def rulebook(
    rules: Iterable[Rule], date_order: str = "", as_of: str = "", parser: ParserName = "auto"
) -> Rulebook:
    """Index the rules. Of two with one id the later wins; `off` and `retired` rules fall away."""
    by_id = {rule.id: rule for rule in rules}
    chosen = tuple(r for _, r in sorted(by_id.items()) if r.status in ("stable", "draft"))
    matching = [(rule, rule.match) for rule in chosen if rule.match]
    literals = _collect(matching, lambda match: match.has)
    return Rulebook(
        rules=chosen,
        date_order=date_order,
        as_of=as_of,
        parser=parser,
        digest=digest(chosen, date_order, as_of, parser),
        lines=_collect(matching, lambda match: match.lines),
        starts=_stems(_collect(matching, lambda match: match.starts), slice(None, STEM)),
        ends=_stems(_collect(matching, lambda match: match.ends), slice(-STEM, None)),
        finder=_finder(literals),
        called=tuple(literals.values()),
        places=_collect(matching, _places),
        detectors=_detectors(chosen),
        readers=_readers(chosen),
    )


def load(
    packs: Sequence[Path] = (),
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    date_order: str = "",
    as_of: str = "",
    keep: Sequence[str] = (),
    parser: ParserName = "auto",
) -> Rulebook:
    """The built-in rules, then each pack over them; `select` and `ignore` are globs over ids.

    `date_order` is "dmy", "mdy" or ""; `as_of` the day (YYYY-MM-DD) after which no page can be.
    `keep` names roles: what a rule of such a role would take stays, whatever other rules say.

    Raises RuleError, with file, line and key, for the first file that is not a rule.
    """
    rules = read_rules(BUILTIN)
    for pack in packs:
        if not pack.is_dir():
            raise RuleError(str(pack), 0, "", "no such folder of rules", "give --rules a folder")
        rules += read_rules(pack)
    for pattern in (*select, *ignore):
        if not any(fnmatchcase(rule.id, pattern) for rule in rules):
            hint = "cleaner rules list shows the ids"
            raise RuleError(pattern, 0, "", "no rule has an id like this", hint)
    return rulebook(_kept(narrow(rules, select, ignore), keep), date_order, as_of, parser)


def narrow(rules: Iterable[Rule], select: Sequence[str], ignore: Sequence[str]) -> list[Rule]:
    """The rules the globs choose; those of `space` and `repair` lay out every text and stay."""

    def chosen(rule: Rule) -> bool:
        if rule.role in ("space", "repair"):
            return True
        wanted = not select or any(fnmatchcase(rule.id, pattern) for pattern in select)
        return wanted and not any(fnmatchcase(rule.id, pattern) for pattern in ignore)

    return [rule if chosen(rule) else replace(rule, status="off") for rule in rules]


def _kept(rules: Sequence[Rule], roles: Sequence[str]) -> Iterator[Rule]:
    """The rules, those of the roles with the word to let their lines stay."""
    known = sorted({rule.role for rule in rules if rule.role not in ("space", "repair")})
    for role in roles:
        if role not in known:
            hint = closest(role, known) or f"known: {', '.join(known)}"
            raise RuleError("keep", 0, "", f"no rule has the role {role!r}", hint)
    for rule in rules:
        if rule.role in roles:
            yield replace(rule, kept=True, meaning=f"{rule.meaning} kept")
        else:
            yield rule


def read_rules(folder: Path) -> list[Rule]:
    """Every `<family>/<name>.toml` below the folder; the id is the path. Sorted by id."""
    files = sorted(folder.rglob("*.toml"), key=lambda path: path.relative_to(folder).as_posix())
    return [read_file(folder, path) for path in files]


def read_file(folder: Path, path: Path) -> Rule:
    """One rule file; its id is its path below the folder. Raises RuleError."""
    rule_id = path.relative_to(folder).with_suffix("").as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(str(path), 0, "", f"cannot be read: {error}", "") from error
    return read_rule(rule_id, text, str(path))


def digest(
    rules: Sequence[Rule], date_order: str, as_of: str = "", parser: ParserName = "auto"
) -> str:
    """sha256, in hex, over what the rules do, what the user said of dates, the package's data."""
    parts = [*(rule.meaning for rule in rules), date_order, data_digest()]
    parts += [as_of] if as_of else []
    parts += [parser] if parser != "auto" else []
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def data_digest() -> str:
    """sha256 over the files that detectors and the scorer work with."""
    files = sorted((BUILTIN.parent / "data").iterdir(), key=lambda path: path.name)
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _collect(rules: Sequence[tuple[Rule, Match]], terms: Callable[[Match], Iterable[str]]) -> Index:
    """Rules by each of their terms, in the order of the rules."""
    index: dict[str, list[Rule]] = {}
    for rule, match in rules:
        for term in terms(match):
            index.setdefault(term, []).append(rule)
    return {term: tuple(found) for term, found in index.items()}


def _places(match: Match) -> Iterable[str]:
    return match.html.keys() if match.html and match.wordless else ()


def _finder(literals: Iterable[str]) -> AhoCorasick | None:
    """Finds all literals in one pass, 230 MB/s; None without any."""
    words = list(literals)
    if not words:
        return None
    return AhoCorasick(
        words,
        matchkind=MatchKind.Standard,
        store_patterns=False,
        implementation=Implementation.DFA,
    )


def _detectors(rules: Sequence[Rule]) -> Index:
    index: dict[str, list[Rule]] = {}
    for rule in rules:
        if rule.detect:
            index.setdefault(rule.detect, []).append(rule)
    return {name: tuple(found) for name, found in index.items()}


def _readers(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    ranked = [(rule.read.rank, rule.id, rule) for rule in rules if rule.read]
    return tuple(rule for _, _, rule in sorted(ranked, key=lambda one: one[:2]))


def _stems(index: Index, cut: slice) -> Phrases:
    """Phrases and their rules, by the characters that `cut` takes of the phrase."""
    stems: dict[str, list[tuple[str, Rule]]] = {}
    for phrase, rules in index.items():
        stems.setdefault(phrase[cut], []).extend((phrase, rule) for rule in rules)
    return {stem: tuple(found) for stem, found in stems.items()}
