"""`cleaner restore`: the raw page, out of its document alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A document that `cleaner clean` wrote.")
    ],
) -> int:
    """Write the page a document was made from to standard output.

    A text comes back byte for byte, in its own encoding; of HTML, the text it was laid out as,
    in UTF-8. Exit 1 when the document contradicts itself or the raw file's sha256.
    """
    import orjson

    from cleaner.cli.console import emit, say
    from cleaner.files import read_existing
    from cleaner.restore import page_text, raw_bytes
    from cleaner.tree import UsageError
    from cleaner.validate import validate

    data = read_existing(file)
    if data is None:
        raise UsageError(f"cannot read {file}")
    wrong = list(validate(data))
    for line, problem in wrong:
        say(f"{file}:{line}: {problem.where}: {problem.message}")
    if wrong:
        return 1
    document = orjson.loads(data)
    if "text" not in document:
        say(f"{file} is a rejection and holds no page")
        return 1
    raw = raw_bytes(document)
    emit(page_text(document) if raw is None else raw)
    same = f"the raw file, byte for byte (sha256 {document['raw']['sha256']})"
    say(f"{file}: {same if raw is not None else 'the text of the page; its HTML is not kept'}")
    return 0
