"""Runs on a disk that fails: at any write, with any error."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner.rulebook import Rulebook
from tests.runs import lines, run, text, tree


class InProcess:
    """The pool's work, done here: these tests are about writing."""

    def __init__(self, work: Any, *_: Any) -> None:
        self.act = work.prepared()

    def results(self, batches: Iterator[Any], tick: Callable[[], None]) -> Iterator[Any]:
        from contextlib import nullcontext

        for batch in batches:
            tick()
            yield batch, self.act(batch, {}, lambda _: nullcontext())

    def close(self) -> None:
        pass


class Faults:
    """Fails the `at`-th operation that writes, whatever it is."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int, code: int) -> None:
        self.at, self.code, self.count = at, code, 0
        for owner, name in (
            (os, "fsync"),
            (os, "replace"),
            (os, "truncate"),
            (Path, "replace"),
            (Path, "mkdir"),
            (Path, "unlink"),
        ):
            patch.setattr(owner, name, self.failing(getattr(owner, name)))
        patch.setattr(os, "open", self.failing_open(os.open))
        patch.setattr(os, "fdopen", self.failing_file(os.fdopen))

    def hit(self) -> None:
        self.count += 1
        if self.count == self.at:
            raise OSError(self.code, os.strerror(self.code))

    def failing(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def failing(*arguments: Any, **options: Any) -> Any:
            self.hit()
            return act(*arguments, **options)

        return failing

    def failing_open(self, act: Callable[..., int]) -> Callable[..., int]:
        def failing(path: Any, flags: int, *rest: Any, **options: Any) -> int:
            if flags & (os.O_WRONLY | os.O_RDWR):
                self.hit()
            return act(path, flags, *rest, **options)

        return failing

    def failing_file(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def failing(*arguments: Any, **options: Any) -> Any:
            file = act(*arguments, **options)
            return file if "r" in arguments[1] else Flaky(file, self.hit)

        return failing


class Flaky:
    def __init__(self, file: Any, hit: Callable[[], None]) -> None:
        self.file, self.hit, self.fileno = file, hit, file.fileno

    def write(self, data: bytes) -> int:
        self.hit()
        return int(self.file.write(data))

    def flush(self) -> None:
        self.hit()
        self.file.flush()

    def __enter__(self) -> Flaky:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


SHARDS = ("in.jsonl", "--to", "jsonl.zst")
WAYS = {
    "shards": (SHARDS, "{}"),
    "a stream": (("in.jsonl",), "{}.jsonl"),
    "a tree": (("in",), "{}"),
}


def written(out: Path) -> dict[str, bytes]:
    """What a run has left: the files of a folder, or the one file."""
    return {"": out.read_bytes()} if out.is_file() else tree(out)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES], ids=os.strerror)
@pytest.mark.parametrize("way", WAYS)
def test_a_disk_that_fails_at_any_write_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, book: Rulebook, way: str, code: int
) -> None:
    monkeypatch.setattr("cleaner.cli.runs.Pool", InProcess)
    monkeypatch.setattr("cleaner.job.load", lambda *_, **__: book)
    (tmp_path / "in.jsonl").write_bytes(lines(9))
    (tmp_path / "in" / "below").mkdir(parents=True)
    for number in range(1, 6):
        name = f"below/{number}.txt" if number % 2 else f"{number}.txt"
        (tmp_path / "in" / name).write_text(text(number), "utf-8")
    inputs, named = WAYS[way]
    run(tmp_path, *inputs, "--out", named.format("whole"), size=6)
    expected = written(tmp_path / named.format("whole"))
    at, more = 0, True
    while more:
        at += 1
        out = named.format(f"out{at}")
        with monkeypatch.context() as patch:
            faults = Faults(patch, at, code)
            ran = run(tmp_path, *inputs, "--out", out, size=6)
            more = faults.count >= at
        assert ran.code == (3 if more else 0), ran.err
        if more:
            said = ran.err.splitlines()[-1]
            assert said.startswith("cleaner: cannot write ")
            assert f"/out{at}" in said
            assert said.endswith(f": {os.strerror(code)}")
        assert not list(tmp_path.rglob(".cleaner-*")), "nothing is left over"
        for name, data in written(tmp_path / out).items():
            assert expected[name].startswith(data), "nothing is half written"
            assert name == "manifest.jsonl" or expected[name] == data
        assert run(tmp_path, *inputs, "--out", out, size=6).code == 0
        assert written(tmp_path / out) == expected
    assert at > {"shards": 20, "a stream": 10, "a tree": 25}[way]
