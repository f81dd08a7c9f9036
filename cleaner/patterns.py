"""Regular expressions that cannot run away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Pattern = re.Pattern[str]

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_FORBIDDEN = {
    sre.ASSERT: "a look-ahead or look-behind",
    sre.ASSERT_NOT: "a look-ahead or look-behind",
    sre.GROUPREF: "a back-reference",
    sre.GROUPREF_EXISTS: "a conditional group",
}


def compile_safe(source: str) -> Pattern:
    """Compile a rule's expression (verbose, Unicode).

    Raises ValueError, in words for the rule's author, when it is no expression or when it nests
    a repeat of open length in another, looks around or refers back: what makes matching
    exponential (the ReDoS cases of bleach, readability and trafilatura were all of these kinds).
    """
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
