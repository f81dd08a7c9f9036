"""`cleaner validate`: is a JSON file what the schemas say?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def validate(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILES", help="Documents or rejections, .json or .jsonl."),
    ],
) -> int:
    """Check documents against their schema, and against themselves.

    Exit 1 when one is not valid, with its file, line and JSON path and what was expected.
    """
    from cleaner.cli.console import emit, say
    from cleaner.files import read_existing
    from cleaner.tree import UsageError, kind_of
    from cleaner.validate import validate as problems_in

    wrong = 0
    for path in files:
        data = read_existing(path)
        if data is None:
            raise UsageError(f"cannot read {path}")
        for line, problem in problems_in(data, lines=kind_of(path.name) == "jsonl"):
            hint = f" ({problem.hint})" if problem.hint else ""
            emit(f"{path}:{line}: {problem.where}: {problem.message}{hint}\n")
            wrong += 1
    if wrong:
        say("to repair: cleaner clean --force writes documents anew from their seeds")
    return 1 if wrong else 0
