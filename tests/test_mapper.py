"""The callable for engines that map: pickled, equal to the other doors, raising nothing."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats import Names
from cleaner.mapper import CleanDict
from cleaner.schema import problems
from tests.doors import PAGE, RULE, cleaner_in

CLEAN = CleanDict()
values = st.one_of(
    st.none(), st.integers(), st.text(max_size=60), st.binary(max_size=9), st.lists(st.text())
)


@given(st.dictionaries(st.sampled_from(["id", "text", "html", "url", "source", "more"]), values))
def test_any_row_gives_a_valid_outcome(row: dict[str, Any]) -> None:
    outcome = CLEAN(row)
    kind = "document" if "removals" in outcome else "rejection"
    assert not problems(kind, outcome)
    assert CLEAN.flat(row).keys() == {"id", "text", "rejected", "outcome"}


def test_lone_surrogates_are_told_as_at_the_other_doors() -> None:
    outcome = CLEAN({"id": "x", "text": "A lone \ud800 surrogate."})
    assert outcome["text"] == "A lone \ufffd surrogate."
    assert outcome["warnings"][0]["code"] == "lone-surrogate"


def test_it_gives_what_the_command_line_gives_for_the_same_line(tmp_path: Path) -> None:
    row = {"id": "x", "text": PAGE, "url": "https://a.example/1", "source": "a.example"}
    line = json.dumps(row).encode()
    ran = cleaner_in(tmp_path, "clean", "-", "--from", "jsonl", stdin=line)
    assert CLEAN(row) == json.loads(ran.out)
    assert json.loads(CLEAN.flat(row)["outcome"]) == CLEAN(row)


def test_it_is_pickled_with_its_settings_and_works_in_the_other_process(tmp_path: Path) -> None:
    (tmp_path / "pack" / "mine").mkdir(parents=True)
    (tmp_path / "pack" / "mine" / "line.toml").write_text(RULE)
    clean = CleanDict(rules=(str(tmp_path / "pack"),), names=Names(text="body"), source="here")
    there = pickle.loads(pickle.dumps(clean))
    page = "Traffic was light in the morning\n\n" + "The bridge reopened on Monday. " * 5
    outcome = there({"body": page})
    assert outcome == clean({"body": page})
    assert outcome["source"] == "here"
    assert [one["rule"] for one in outcome["removals"]] == ["mine/line"]
    assert len(pickle.dumps(clean)) < 2000, "settings, not rules"


def test_a_row_without_an_id_gets_the_same_one_every_time() -> None:
    assert CLEAN({"text": PAGE})["id"] == CLEAN({"text": PAGE, "more": 1})["id"]
    assert CLEAN({"text": PAGE})["id"] != CLEAN({"text": PAGE + "."})["id"]


def test_what_is_too_large_is_rejected() -> None:
    assert CleanDict(max_bytes=10)({"id": "x", "text": PAGE})["code"] == "too-large"


def test_datasets_maps_it(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets")
    rows = [{"id": "a", "text": PAGE}, {"id": "b", "text": " "}]
    table = datasets.Dataset.from_list(rows, features=None)
    mapped = table.map(CLEAN.flat, cache_file_name=str(tmp_path / "cache.arrow"))
    assert mapped.to_list() == [CLEAN.flat(row) for row in rows]


def test_ray_maps_it(tmp_path: Path) -> None:
    """Not in CI: Ray takes 660 MB. `pip install "ray[data]"` and it runs."""
    data = pytest.importorskip("ray.data")
    rows = [{"id": f"{number}", "text": PAGE * (number % 3)} for number in range(40)]
    data.from_items(rows).map(CLEAN.flat).write_json(str(tmp_path))
    written = (line for path in tmp_path.glob("*.json") for line in path.open("rb"))
    outcomes = sorted(map(json.loads, written), key=lambda row: int(row["id"]))
    assert outcomes == [CLEAN.flat(row) for row in rows]
