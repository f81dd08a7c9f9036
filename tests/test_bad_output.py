"""An output folder that cannot be written to stops the run, with every file whole."""

from __future__ import annotations

import errno
import os
import resource
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.doors import PAGE, cleaner_in, seeds_in
from tests.test_bad_input import SENTENCE

# The output folder.


def test_an_output_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    (tmp_path / "clean").write_text("precious")
    ran = cleaner_in(tmp_path, "clean")
    assert (ran.code, ran.out) == (2, b"")
    assert "clean is a file" in ran.err
    assert (tmp_path / "clean").read_text() == "precious"


def test_an_output_folder_that_is_read_only_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    clean = tmp_path / "clean"
    clean.mkdir()
    clean.chmod(stat.S_IRUSR | stat.S_IXUSR)
    if os.access(clean, os.W_OK):  # the superuser writes anywhere
        real = os.open

        def guarded(path: Any, flags: int, *rest: Any, **named: Any) -> int:
            if flags & os.O_CREAT and Path(path).parent == clean:
                raise PermissionError(errno.EACCES, "Permission denied")
            return real(path, flags, *rest, **named)

        monkeypatch.setattr(os, "open", guarded)
    ran = cleaner_in(tmp_path, "clean")
    assert ran.code == 3
    assert ran.err.endswith("clean/a.json: Permission denied\n")
    assert list(clean.iterdir()) == []


def test_a_full_disk_stops_the_run_with_every_file_whole(tmp_path: Path) -> None:
    # The largest file the process may write is less than the second document.
    seeds_in(tmp_path, a_txt=PAGE, b_txt=f"{PAGE}\n{SENTENCE}" * 500, c_txt=PAGE)
    ran = subprocess.run(
        [sys.executable, "-m", "cleaner", "clean"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        check=False,
    )
    assert ran.returncode == 3
    assert ran.stderr.decode().endswith("clean/b.json: File too large\n")
    assert [path.name for path in (tmp_path / "clean").iterdir()] == ["a.json"]
    assert cleaner_in(tmp_path, "clean").code == 0
    assert cleaner_in(tmp_path, "check").code == 0


def test_an_output_folder_with_links_is_not_written_through(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    (tmp_path / "clean").mkdir()
    (tmp_path / "precious.json").write_text("precious")
    (tmp_path / "clean" / "a.json").symlink_to(tmp_path / "precious.json")
    ran = cleaner_in(tmp_path, "clean")
    assert ran.code == 3
    assert "is a symbolic link" in ran.err
    assert (tmp_path / "precious.json").read_text() == "precious"
