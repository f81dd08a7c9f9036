"""Imports go down only, and the core touches neither disk, clock, randomness nor locale."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "cleaner"
# From the bottom up: a module imports only what stands before it. A folder stands for its modules.
LAYERS = [
    "__init__",
    "model",
    "fold",
    "edits",
    "glue",
    "patterns",
    "blocks",
    "schema",
    "place",
    "rule",
    "rulebook",
    "segment",
    "zones",
    "shape",
    "match",
    "view",
    "reach",
    "score",
    "detect",
    "mark",
    "settle",
    "layout",
    "repair",
    "flow",
    "fields",
    "record",
    "document",
    "prove",
    "strictjson",
    "visible",
    "ids",
    "codepage",
    "decode",
    "config",
    "formats",
    "files",
    "tree",
    "intake",
    "git",
    "sweep",
    "job",
    "restore",
    "report",
    "export",
    "validate",
    "check",
    "explain",
    "drift",
    "near",
    "finished",
    "overview",
    "mine",
    "mapper",
    "integrations",
    "starter",
    "batch",
    "cli",
    "__main__",
]
# Up to here a document's way is pure; `rulebook`, `schema` and `detect` read the package's own
# data once, before any document.
PURE = LAYERS[: LAYERS.index("document") + 1]
IMPURE = {"os", "io", "time", "random", "locale", "shutil", "tempfile", "socket", "sys"}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def ours(name: str) -> str | None:
    parts = name.split(".")
    if parts[0] != "cleaner":
        return None
    return parts[1] if len(parts) > 1 and parts[1] in LAYERS else "__init__"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path) -> None:
    here = LAYERS.index(room(path))
    for name in imported(path):
        other = ours(name)
        if other is not None and other != room(path):
            assert LAYERS.index(other) < here, f"{room(path)} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_the_core_is_pure(path: Path) -> None:
    if room(path) in PURE:
        assert {name.split(".")[0] for name in imported(path)} & IMPURE == set()
        called = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        assert called & {"today", "now", "utcnow"} == set(), "nothing is filled in from the clock"


def test_the_names_for_users_are_there_and_the_readme_uses_them() -> None:
    import cleaner

    for name in cleaner.__all__:
        assert getattr(cleaner, name) is not None
    document = cleaner.process(cleaner.Source(id="x", text="A text."), cleaner.load())  # type: ignore[operator]
    assert document["text"] == "A text."
    assert "from cleaner import Source, load, process" in (ROOT / "README.md").read_text("utf-8")


def test_modules_within_a_room_import_each_other_without_a_cycle() -> None:
    graph = {
        path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", "."): {
            name.removeprefix("cleaner.") for name in imported(path) if name.startswith("cleaner.")
        }
        for path in modules()
    }
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, f"cycle: {' -> '.join((*trail, name))}"
        if name in done:
            return
        for other in graph[name]:
            target = other if other in graph else other.rsplit(".", 1)[0]
            if target in graph and target != name:
                visit(target, (*trail, name))
        done.add(name)

    for name in graph:
        visit(name, ())
