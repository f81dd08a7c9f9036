"""The command line: one module a command, a few lines each over the rooms below.

Exit codes: 0 nothing to say, 1 findings or files written, 2 usage or configuration, 3 internal.
Only typer is imported before a command runs, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from cleaner import __version__
from cleaner.cli import (
    check,
    clean,
    explain,
    export,
    mine,
    report,
    restore,
    rules,
    status,
    validate,
)
from cleaner.cli.console import HangupError, say

OK, USAGE, INTERNAL = 0, 2, 3
INTERRUPTED, HUNG_UP = 130, 141  # 128 + SIGINT, 128 + SIGPIPE, as shells have it

app = typer.Typer(
    name="cleaner",
    help="Strip boilerplate from scraped documents by named rules; write validated JSON.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("clean")(clean.clean)
app.command("check")(check.check)
app.command("validate")(validate.validate)
app.command("explain")(explain.explain)
app.command("restore")(restore.restore)
app.command("status")(status.status)
app.command("report")(report.report)
app.command("export")(export.export)
app.command("mine")(mine.mine)
app.add_typer(rules.app, name="rules")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"cleaner {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    traceback: Annotated[
        bool, typer.Option("--traceback", help="Show where an internal error came from.")
    ] = False,
) -> None:
    """Options of all commands; `--traceback` is read by `main`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give back its exit code; only with `--traceback` is anything raised."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    trace = "--traceback" in given
    try:
        code = app([one for one in given if one != "--traceback"], standalone_mode=False) or OK
        if code == INTERRUPTED:  # newer versions of typer turn Ctrl-C into this
            raise KeyboardInterrupt
        return int(code)
    except HangupError:
        return HUNG_UP
    except (KeyboardInterrupt, typer.Abort):
        say("cleaner: interrupted; every file is as it was or complete")
        return INTERRUPTED
    except Exception as error:
        if trace:
            raise
        return _failed(error)


def _failed(error: Exception) -> int:
    """Say what is wrong, and give back the exit code that says so too."""
    if hasattr(error, "show") and hasattr(error, "exit_code"):  # a usage error of typer's
        error.show()
        return int(error.exit_code)
    from cleaner.batch.pool import WorkerError
    from cleaner.config import ConfigError
    from cleaner.files import OutputError
    from cleaner.formats.extras import MissingExtraError
    from cleaner.rule import RuleError
    from cleaner.tree import UsageError

    if isinstance(error, ConfigError | MissingExtraError | RuleError | UsageError):
        say(f"cleaner: {error}")
        return USAGE
    if isinstance(error, OutputError | WorkerError | OSError):
        say(f"cleaner: {error}")
        return INTERNAL
    say(f"cleaner: internal error: {type(error).__name__}: {error}")
    say("please report it; --traceback shows where it came from")
    return INTERNAL
