"""`cleaner rules`: the rules in force, one at a time, a new one, and their own tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli import options

if TYPE_CHECKING:
    from cleaner.job import Job
    from cleaner.rule import Rule

app = typer.Typer(help="Look at rules, write one, test them.", no_args_is_help=True)

RuleId = Annotated[str, typer.Argument(metavar="ID", help="Such as related/heading.")]


def chosen(job: Job, rule_id: str) -> Rule:
    """The rule of that id. Raises UsageError, with the nearest id."""
    from cleaner.rule import closest
    from cleaner.tree import UsageError

    rule = job.book.get(rule_id)
    if rule is None:
        near = closest(rule_id, [rule.id for rule in job.book.rules])
        raise UsageError(f"no rule {rule_id!r}: {near or 'cleaner rules list shows all'}")
    return rule


@app.command("list")
def list_(rules: options.Packs = None) -> int:
    """The rules in force: id, status where it is not stable, and what each does."""
    from cleaner.cli.console import emit_lines

    found = options.job_of(options.settled(packs=rules)).book.rules
    width = max(len(rule.id) for rule in found)
    marks = {rule.id: "" if rule.status == "stable" else f"({rule.status}) " for rule in found}
    emit_lines(f"{rule.id:<{width}}  {marks[rule.id]}{rule.what}" for rule in found)
    return 0


@app.command("show")
def show(rule_id: RuleId, rules: options.Packs = None) -> int:
    """The file of one rule: what, why, and its examples."""
    from cleaner.cli.console import emit

    job = options.job_of(options.settled(packs=rules))
    emit(chosen(job, rule_id).text)
    return 0


@app.command("new")
def new(rule_id: RuleId, rules: options.Packs = None) -> int:
    """Write a rule to fill in, into the last folder of --rules or of the configuration.

    Without one, in a clone of Cleaner itself, into its own rules.
    """
    from cleaner.cli.console import say
    from cleaner.files import write_atomic
    from cleaner.rulebook import BUILTIN
    from cleaner.starter import starter
    from cleaner.tree import UsageError, absolute, shown

    packs = options.settled(packs=rules).rules
    if not packs and not BUILTIN.is_relative_to(Path.cwd()):
        raise UsageError("name a folder for it: --rules DIR, or rules = [...] in cleaner.toml")
    pack = absolute(packs[-1]) if packs else BUILTIN
    path = pack / f"{rule_id}.toml"
    text = starter(rule_id)
    if path.exists():
        raise UsageError(f"{shown(path)} is there already")
    write_atomic(path, [text.encode()], pack)
    say(f"wrote {shown(path)}: fill it in, then cleaner rules test {rule_id}")
    return 0


@app.command("test")
def try_out(
    rule_id: Annotated[str | None, typer.Argument(metavar="ID", help="Only this rule.")] = None,
    rules: options.Packs = None,
) -> int:
    """Try rules on their own examples; exit 1 when one does not come out as drawn."""
    from cleaner.cli.console import emit, say
    from cleaner.cli.progress import track
    from cleaner.prove import prove

    job = options.job_of(options.settled(packs=rules))
    tested = [chosen(job, rule_id)] if rule_id else job.book.rules
    found = [
        problem
        for rule in track(tested, len(tested), "testing")
        for problem in prove(rule, job.book)
    ]
    for one in found:
        emit(f"{one.where}: {one.message}" + (f" ({one.hint})\n" if one.hint else "\n"))
    examples = sum(len(rule.examples) for rule in tested)
    say(f"{len(tested)} rules, {examples} examples, {len(found)} wrong")
    return 1 if found else 0
