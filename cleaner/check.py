"""Is the output of a seed what it should be? If not, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from cleaner.job import Result
from cleaner.model import Problem
from cleaner.validate import validate


def findings(result: Result) -> Iterator[Problem]:
    """Problems with `where`, an absolute path: `missing`, `stale`, `edited`, `invalid`."""
    seed, output = str(result.seed.path), str(result.path)
    if result.leftover:
        yield Problem("stale", "its seed has another outcome now", str(result.leftover))
    if result.before is None:
        yield Problem("missing", f"has no {result.path.name} yet", seed)
    elif result.state == "changed" and result.outcome is not None:
        wrong = next(iter(validate(result.before)), None)
        if wrong:
            line, problem = wrong
            yield Problem("invalid", f"line {line}: {problem.where}: {problem.message}", output)
        elif cause := _cause(orjson.loads(result.before), result.outcome):
            yield Problem("stale", cause, output)
        else:
            yield Problem(
                "edited", "is not what its seed gives: edited by hand, or by other code", output
            )


def orphan(path: Path) -> Problem:
    return Problem("orphan", "its seed is gone", str(path))


def _cause(old: dict[str, Any], new: dict[str, Any]) -> str:
    """Why an output is not what it would be now; nothing when it was made from all the same."""
    if old["raw"]["sha256"] != new["raw"]["sha256"]:
        return "its seed has changed"
    if old["schema"] != new["schema"]:
        return "its seed has another outcome now"
    before, now = old.get("tool", {}), new.get("tool", {})
    if before.get("version") != now.get("version"):
        return f"was made by cleaner {before.get('version')}"
    if before.get("rules_sha256") != now.get("rules_sha256"):
        return "was made by other rules"
    return ""
