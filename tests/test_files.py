"""What touches the disk: which files are seeds, where outputs go, how they are written."""

from __future__ import annotations

import errno
import itertools
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner.files import OutputError, read_bytes, remove, write_atomic
from cleaner.model import Problem
from cleaner.tree import Plan, UsageError, plan
from tests.doors import seeds_in


def outputs(found: Plan, out: Path) -> dict[str, str]:
    """Where each seed's document goes, by its place below the root."""
    return {str(s.rel): s.document(out).relative_to(out).as_posix() for s in found.seeds}


# Which files are seeds, and where their outputs go.


def test_a_folder_is_mirrored(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path, a_txt="x", b_html="x")
    (seeds / "news" / "Hà Nội").mkdir(parents=True)
    (seeds / "news" / "Hà Nội" / "tin tức 1.txt").write_text("x")
    assert outputs(plan([seeds], [], tmp_path / "out"), tmp_path / "out") == {
        "a.txt": "a.json",
        "b.html": "b.json",
        "news/Hà Nội/tin tức 1.txt": "news/Hà Nội/tin tức 1.json",
    }


def test_a_seed_named_alone_goes_where_its_folder_sends_it(tmp_path: Path) -> None:
    seeds, out = seeds_in(tmp_path, a_txt="x", a_html="x"), tmp_path / "out"
    (seeds / "sub").mkdir()
    (seeds / "sub" / "b.txt").write_text("x")
    whole = outputs(plan([seeds], [seeds], out), out)
    for name in ("a.txt", "a.html", "sub/b.txt"):
        assert outputs(plan([seeds / name], [seeds], out), out) == {name: whole[name]}
    assert outputs(plan([seeds / "sub"], [seeds], out), out) == {"sub/b.txt": whole["sub/b.txt"]}


def test_paths_may_be_written_in_any_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds, out = seeds_in(tmp_path, a_txt="x"), tmp_path / "out"
    monkeypatch.chdir(tmp_path)
    ways = [Path("seeds"), Path("./seeds/../seeds/"), seeds, Path("seeds/a.txt")]
    assert len(plan(ways, [seeds], out).seeds) == 1


NAMES = ["a.txt", "a.html", "a.htm", "a.txt.txt", "a.txt.html", "A.txt", "b.txt", "á.txt"]


@pytest.mark.parametrize("size", range(1, len(NAMES) + 1))
def test_seeds_of_a_folder_never_share_an_output(tmp_path: Path, size: int) -> None:
    for number, names in enumerate(itertools.combinations(NAMES, size)):
        seeds = tmp_path / str(number)
        seeds.mkdir()
        for name in names:
            (seeds / name).touch()
        found = outputs(plan([seeds], [], tmp_path / "out"), tmp_path / "out")
        assert len(found) == len(set(found.values())) == len(list(seeds.iterdir()))
        # Where case is ignored A.txt and a.txt are one file, but no two others may meet.
        assert len({name.casefold() for name in found.values()}) >= len(
            {name.casefold() for name in found}
        )


def test_one_stem_in_two_files_gives_whole_names(tmp_path: Path) -> None:
    seeds, out = seeds_in(tmp_path, a_txt="x", a_html="x", b_txt="x"), tmp_path / "out"
    assert outputs(plan([seeds], [], out), out) == {
        "a.html": "a.html.json",
        "a.txt": "a.txt.json",
        "b.txt": "b.json",
    }


def test_two_roots_may_not_share_an_output(tmp_path: Path) -> None:
    one, two = seeds_in(tmp_path / "1", a_txt="x"), seeds_in(tmp_path / "2", a_txt="x")
    with pytest.raises(UsageError, match="share an output"):
        plan([one, two], [], tmp_path / "out")


def test_links_hidden_files_and_the_output_are_passed_over(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path, a_txt="x", notes_md="x")
    (tmp_path / "secret.txt").write_text("x")
    (seeds / "link.txt").symlink_to(tmp_path / "secret.txt")
    (seeds / "up").symlink_to(tmp_path)
    (seeds / ".hidden.txt").write_text("x")
    (seeds / "out").mkdir()
    (seeds / "out" / "old.txt").write_text("x")
    found = plan([seeds], [seeds], seeds / "out")
    assert [seed.path.name for seed in found.seeds] == ["a.txt"]
    passed = {Path(one.where).name: one.message for one in found.passed}
    assert set(passed) == {"link.txt", "up", "notes.md"}
    assert passed["link.txt"] == passed["up"] == "is a symbolic link"
    through = plan([seeds / "up" / "secret.txt", seeds / "link.txt"], [seeds], tmp_path / "out")
    assert through.seeds == ()


def test_a_name_that_says_nothing_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text("x")
    with pytest.raises(UsageError, match="--from"):
        plan([path], [], tmp_path / "out")
    assert plan([path], [], tmp_path / "out", "text").seeds[0].kind == "text"


def test_rejections_have_their_folder_to_themselves(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path)
    (seeds / "_rejected").mkdir()
    (seeds / "_rejected" / "a.txt").write_text("x")
    with pytest.raises(UsageError, match="_rejected"):
        plan([seeds], [], tmp_path / "out")


def test_a_name_too_long_for_its_suffix_is_shortened(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path, **{"x" * 250 + "_txt": "x"})
    name = outputs(plan([seeds], [], tmp_path / "out"), tmp_path / "out").popitem()[1]
    assert len(name) < 255


# Reading.


def test_a_file_is_read_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"
    too_large = read_bytes(path, 4)
    assert isinstance(too_large, Problem)
    assert too_large.code == "too-large"


def test_a_pipe_or_a_missing_file_is_unreadable_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("pipe.txt", "missing.txt", "."):
        problem = read_bytes(tmp_path / name, 5)
        assert isinstance(problem, Problem)
        assert problem.code == "unreadable"


# Writing.


def left_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_file_is_written_with_its_folders_and_ordinary_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "x.json"
    assert write_atomic(path, [b"one ", b"two"], tmp_path)
    assert path.read_bytes() == b"one two"
    (tmp_path / "ordinary").touch()
    assert path.stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    write_atomic(path, [b"one"], tmp_path)
    before = path.stat()
    assert not write_atomic(path, [b"one"], tmp_path)
    assert path.stat().st_ino == before.st_ino
    assert left_in(tmp_path) == ["x.json"]


@pytest.mark.parametrize("failing", ["write", "fsync", "replace", "folder fsync"])
def test_a_full_disk_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"new"
        if failing == "write":
            raise AssertionError("the write before should have failed")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if failing == "write":
        monkeypatch.setattr("cleaner.files._created", _on_full_disk)
    elif failing == "replace":
        monkeypatch.setattr(Path, "replace", full)
    elif failing == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr("cleaner.files._sync_folder", full)
    with pytest.raises(OutputError, match=r"x\.json: No space left on device"):
        write_atomic(path, chunks(), tmp_path)
    assert path.read_bytes() == (b"new" if failing == "folder fsync" else b"old")
    assert left_in(tmp_path) == ["x.json"]


def _on_full_disk(temporary: Path, _: Path) -> object:
    temporary.touch()
    return Path("/dev/full").open("wb", buffering=0)


def test_an_error_while_the_content_is_made_leaves_no_trace(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomic(tmp_path / "x.json", chunks(), tmp_path)
    assert left_in(tmp_path) == []


def test_nothing_is_written_through_a_link_or_outside(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (elsewhere / "x.json").write_bytes(b"precious")
    (out / "sub").symlink_to(elsewhere)
    (out / "x.json").symlink_to(elsewhere / "x.json")
    for path in (out / "sub" / "y.json", out / "x.json", elsewhere / "z.json", out / ".." / "z"):
        with pytest.raises(OutputError):
            write_atomic(path, [b"x"], out)
    assert left_in(elsewhere) == ["x.json"]
    assert (elsewhere / "x.json").read_bytes() == b"precious"


def test_the_out_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    write_atomic(tmp_path / "out" / "x.json", [b"x"], tmp_path / "out")
    assert (tmp_path / "disk" / "x.json").read_bytes() == b"x"


def test_a_reader_sees_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    contents = [bytes([letter]) * 200_000 for letter in b"abcd"]
    write_atomic(path, [contents[0]], tmp_path)
    seen: set[bytes] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for content in contents * 5:
        write_atomic(path, (content[i : i + 1000] for i in range(0, len(content), 1000)), tmp_path)
        time.sleep(0.001)
    done.set()
    reader.join()
    assert seen <= set(contents)


def test_a_removed_file_takes_empty_folders_with_it(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a" / "b" / "x.json", [b"x"], tmp_path)
    write_atomic(tmp_path / "a" / "y.json", [b"y"], tmp_path)
    remove(tmp_path / "a" / "b" / "x.json", tmp_path)
    assert left_in(tmp_path) == ["a", "a/y.json"]
    remove(tmp_path / "a" / "y.json", tmp_path)
    assert left_in(tmp_path) == []
