"""What git says of the files of a commit. Read only."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from cleaner.tree import UsageError


def added() -> set[Path]:
    """The files that the commit being made adds, renamed ones too; absolute.

    In a run of pre-commit over a range of commits, those that the range adds. Raises UsageError
    outside of a repository.
    """
    between = [os.environ.get(f"PRE_COMMIT_{end}_REF", "") for end in ("FROM", "TO")]
    what = ["...".join(between)] if all(between) else ["--staged"]
    names = _git("diff", "--name-only", "--no-renames", "--diff-filter=A", "-z", *what, "--")
    top = Path(os.fsdecode(_git("rev-parse", "--show-toplevel").removesuffix(b"\n")))
    return {top / os.fsdecode(name) for name in names.split(b"\0") if name}


def _git(*arguments: str) -> bytes:
    try:
        return subprocess.run(["git", *arguments], capture_output=True, check=True).stdout
    except FileNotFoundError as error:
        raise UsageError("--added-only needs git") from error
    except subprocess.CalledProcessError as error:
        raise UsageError(
            f"--added-only: {error.stderr.decode(errors='replace').strip()}"
        ) from error
