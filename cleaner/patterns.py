"""Regular expressions that cannot run away."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Pattern = re.Pattern[str]

# A named part in a pattern: `{agency}`. A repeat (`{2,5}`) has digits only.
_TERM = re.compile(r"\{([a-z][a-z_]*)\}")
MAX_DEPTH = 5  # a piece names lists, and perhaps another piece

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_FORBIDDEN = {
    sre.ASSERT: "a look-ahead or look-behind",
    sre.ASSERT_NOT: "a look-ahead or look-behind",
    sre.GROUPREF: "a back-reference",
    sre.GROUPREF_EXISTS: "a conditional group",
}


def compile_safe(source: str) -> Pattern:
    """Compile a rule's expression (verbose, Unicode), its `{terms}` put in.

    Raises ValueError, in words for the rule's author, when it is no expression or when it nests
    a repeat of open length in another, looks around or refers back: what makes matching
    exponential (the ReDoS cases of bleach, readability and trafilatura were all of these kinds).
    """
    source = expand(source)
    try:
        tree = parser.parse(source, re.VERBOSE)
        compiled = re.compile(source, re.VERBOSE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"is not a regular expression: {error}") from error
    _vet(tree, inside_repeat=False)
    return compiled


def _vet(tree: Any, *, inside_repeat: bool) -> None:
    for op, argument in tree:
        if op in _FORBIDDEN:
            raise ValueError(f"uses {_FORBIDDEN[op]}, which rules may not")
        if op in _REPEATS:
            low, high, body = argument
            if inside_repeat and high == sre.MAXREPEAT:
                raise ValueError("nests one repeat in another, which can take for ever")
            _vet(body, inside_repeat=inside_repeat or high == sre.MAXREPEAT or high > low > 1)
        else:
            for part in _bodies(argument):
                _vet(part, inside_repeat=inside_repeat)


def _bodies(argument: Any) -> Iterable[Any]:
    """The sub-expressions in an operator's argument, however it is nested."""
    if isinstance(argument, parser.SubPattern):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for part in argument:
            yield from _bodies(part)


@cache
def terms() -> dict[str, str]:
    """Named parts that patterns share, as expressions: lists of words and pieces of syntax."""
    text = files("cleaner").joinpath("data", "terms.toml").read_text("utf-8")
    table = tomllib.loads(text)
    lists = {
        name: "(?:" + "|".join(re.escape(word) for word in sorted(words, key=_longest)) + ")"
        for name, words in table["lists"].items()
    }
    return lists | {name: f"(?:{piece.strip()})" for name, piece in table["pieces"].items()}


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word


def expand(source: str) -> str:
    """The expression with `{agency}` and its like put in; pieces may name lists.

    Raises ValueError for a name that `cleaner/data/terms.toml` does not have.
    """
    for _ in range(MAX_DEPTH):
        if not _TERM.search(source):
            return source
        source = _TERM.sub(_term, source)
    raise ValueError("names terms that name each other without end")


def _term(found: re.Match[str]) -> str:
    name = found[1]
    if name not in terms():
        raise ValueError(f"names {{{name}}}, which is none of: {', '.join(sorted(terms()))}")
    return terms()[name]
