"""Where the configuration is found, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.config import Config, ConfigError, find_config

# Configuration.


def test_without_a_file_seeds_go_to_clean(tmp_path: Path) -> None:
    assert find_config(tmp_path) == Config((tmp_path / "seeds",), tmp_path / "clean")


@pytest.mark.parametrize(
    ("name", "head"), [("cleaner.toml", ""), ("pyproject.toml", "[tool.cleaner]")]
)
def test_the_nearest_file_upward_counts_and_paths_are_relative_to_it(
    tmp_path: Path, name: str, head: str
) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")  # none of ours
    (tmp_path / name).write_text(
        f"{head}\n"
        'seeds = ["raw", "more"]\nout = "json"\nrules = "mine"\nselect = ["share/*"]\n'
        'ignore = []\ndate_order = "dmy"\nsource = "a.example"\nmax_bytes = 1_000\n'
    )
    assert find_config(deep) == Config(
        seeds=(tmp_path / "raw", tmp_path / "more"),
        out=tmp_path / "json",
        rules=(tmp_path / "mine",),
        select=("share/*",),
        date_order="dmy",
        source="a.example",
        max_bytes=1000,
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            '[project]\nseeds = 1\n[tool.cleaner]\nout = "x"\nseds = "y"',
            "pyproject.toml:5: unknown key 'seds' .did you mean 'seeds'",
        ),
        ("[tool.cleaner]\nzzz = 1", "known: seeds, out"),
        ("[tool.cleaner]\nout = 1", "pyproject.toml:2: out is not a folder"),
        ("[tool.cleaner]\nseeds = [1]", "seeds is not a folder or a list"),
        ('[tool.cleaner]\ndate_order = "ymd"', 'date_order is not "dmy" or "mdy"'),
        ("[tool.cleaner]\nmax_bytes = true", "max_bytes is not a number"),
        ("[tool.cleaner]\nmax_bytes = 0", "max_bytes is not a number"),
        ("[tool.cleaner]\nout = ", "is not TOML"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_an_error_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(ConfigError, match=says):
        find_config(tmp_path)


def test_somebody_elses_broken_pyproject_is_none_of_our_business(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other\n")
    assert find_config(tmp_path).out == tmp_path / "clean"
