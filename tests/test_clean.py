"""`cleaner clean`: folders become folders of documents."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.document import process
from cleaner.model import Source
from cleaner.record import Document
from cleaner.rulebook import Rulebook
from cleaner.schema import problems
from tests.conftest import ROOT
from tests.doors import PAGE, RULE, cleaner_in, load, seeds_in, snapshot

# A tree of files.


def test_the_seeds_become_documents(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    ran = cleaner_in(tmp_path, "clean", "seeds", "--out", "clean")
    assert (ran.code, ran.out) == (0, b"")
    assert ran.err == "5 files: 5 new, 0 changed, 0 up to date; in clean\n"
    documents = [load(path) for path in sorted((tmp_path / "clean").iterdir())]
    assert [document["id"] for document in documents] == sorted(
        path.stem for path in (ROOT / "seeds").iterdir()
    )
    for document in documents:
        assert problems("document", document) == ()
        assert document["raw"]["path"] == document["id"] + ".txt"


def test_without_arguments_the_configured_folders_count(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('seeds = "raw"\nout = "json"\nsource = "a.example"\n')
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(PAGE)
    (tmp_path / "deep").mkdir()
    assert cleaner_in(tmp_path / "deep", "clean").code == 0
    assert load(tmp_path / "json" / "a.json")["source"] == "a.example"


def test_only_changed_inputs_are_written_again(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path, a_txt=PAGE, b_txt=PAGE)
    cleaner_in(tmp_path, "clean")
    before = snapshot(tmp_path / "clean")
    ran = cleaner_in(tmp_path, "clean", "--exit-nonzero-on-change")
    assert (ran.code, snapshot(tmp_path / "clean")) == (0, before)
    (seeds / "b.txt").write_text(PAGE + "More.")
    ran = cleaner_in(tmp_path, "clean", "--exit-nonzero-on-change")
    assert ran.code == 1
    assert "rewrite clean/b.json" in ran.err
    after = snapshot(tmp_path / "clean")
    assert after["a.json"] == before["a.json"]
    assert after["b.json"] != before["b.json"]


def test_what_is_up_to_date_is_not_cleaned_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = "<!DOCTYPE html><html><body><p>The bridge reopened on Monday.</p></body></html>"
    seeds_in(tmp_path, text_txt=PAGE, page_html=html, saved_txt=html)
    assert cleaner_in(tmp_path, "clean").code == 0
    looked_at: list[str] = []

    def watched(source: Source, book: Rulebook) -> Document:
        looked_at.append(source.path)
        return process(source, book)

    monkeypatch.setattr("cleaner.job.process", watched)
    assert cleaner_in(tmp_path, "clean").code == 0
    assert looked_at == []
    cleaner_in(tmp_path, "clean", "--from", "html")  # those called text are now pages by name, too
    assert sorted(looked_at) == ["saved.txt", "text.txt"]


def test_forced_documents_come_out_the_same(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    cleaner_in(tmp_path, "clean")
    before = snapshot(tmp_path / "clean")
    assert cleaner_in(tmp_path, "clean", "--force", "--exit-nonzero-on-change").code == 0
    assert snapshot(tmp_path / "clean") == before


@pytest.mark.parametrize(
    "options",
    [["--ignore", "account/*"], ["--date-order", "dmy"], ["--source", "x"], ["--rules", "pack"]],
)
def test_another_setting_makes_documents_stale(tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "pack" / "promo").mkdir(parents=True)
    (tmp_path / "pack" / "promo" / "mine.toml").write_text(RULE)
    seeds_in(tmp_path, a_txt=PAGE)
    cleaner_in(tmp_path, "clean")
    assert cleaner_in(tmp_path, "check").code == 0
    assert cleaner_in(tmp_path, "check", *options).code == 1
    assert "1 changed" in cleaner_in(tmp_path, "clean", *options).err
    assert cleaner_in(tmp_path, "check", *options).code == 0
    assert "1 changed" in cleaner_in(tmp_path, "clean").err


def test_a_file_a_folder_and_another_working_directory_give_the_same_bytes(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path, b_txt=PAGE)
    (seeds / "news").mkdir()
    (seeds / "news" / "a.html").write_text(f"<title>x</title><p>{PAGE}")
    cleaner_in(tmp_path, "clean")
    by_folder = {name: data for name, (data, _) in snapshot(tmp_path / "clean").items()}
    assert set(by_folder) == {"b.json", "news/a.json"}
    shutil.rmtree(tmp_path / "clean")
    cleaner_in(tmp_path, "clean", "seeds/news/a.html", "seeds/b.txt")
    assert {n: data for n, (data, _) in snapshot(tmp_path / "clean").items()} == by_folder
    (tmp_path / "elsewhere").mkdir()
    cleaner_in(tmp_path / "elsewhere", "clean", "../seeds", "--out", "x")
    assert {n: d for n, (d, _) in snapshot(tmp_path / "elsewhere" / "x").items()} == by_folder


def test_the_hash_seed_changes_nothing(tmp_path: Path) -> None:
    for number in ("0", "1"):
        subprocess.run(
            [sys.executable, "-m", "cleaner", "clean", ROOT / "seeds", "--out", tmp_path / number],
            env=os.environ | {"PYTHONHASHSEED": number, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        )
    one, two = (
        {name: data for name, (data, _) in snapshot(tmp_path / number).items()} for number in "01"
    )
    assert one == two
    assert len(one) == 5


def test_a_rejection_stands_beside_the_documents_with_its_reason(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path, a_txt="  \n", b_txt=PAGE)
    ran = cleaner_in(tmp_path, "clean")
    assert ran.code == 1
    assert "seeds/a.txt: rejected: empty: " in ran.err
    assert "1 rejected" in ran.err
    assert not (tmp_path / "clean" / "a.json").exists()
    rejection = load(tmp_path / "clean" / "_rejected" / "a.json")
    assert problems("rejection", rejection) == ()
    assert (rejection["code"], rejection["raw"]["path"]) == ("empty", "a.txt")
    assert cleaner_in(tmp_path, "clean").code == 0, "it was told once"
    (seeds / "a.txt").write_text(PAGE)
    assert cleaner_in(tmp_path, "clean").code == 0
    assert set(snapshot(tmp_path / "clean")) == {"a.json", "b.json"}
    (seeds / "a.txt").write_text("")
    cleaner_in(tmp_path, "clean")
    assert set(snapshot(tmp_path / "clean")) == {"_rejected/a.json", "b.json"}


def test_documents_of_vanished_seeds_are_told_of_and_removed_only_on_request(
    tmp_path: Path,
) -> None:
    seeds = seeds_in(tmp_path, a_txt=PAGE, b_txt=PAGE, c_txt="")
    cleaner_in(tmp_path, "clean")
    (tmp_path / "clean" / "mine.json").write_text('{"mine": true}')
    (tmp_path / "clean" / "notes.txt").write_text("mine")
    for name in ("b.txt", "c.txt"):
        (seeds / name).unlink()
    for options in ([], ["--dry-run", "--prune"]):
        ran = cleaner_in(tmp_path, "clean", *options)
        assert "clean/b.json" in ran.err
        assert "clean/_rejected/c.json" in ran.err
        assert "mine.json" not in ran.err
        assert (tmp_path / "clean" / "b.json").exists()
    cleaner_in(tmp_path, "clean", "seeds/a.txt", "--prune")
    assert (tmp_path / "clean" / "b.json").exists(), "a run over one file knows nothing of others"
    assert cleaner_in(tmp_path, "clean", "--prune").code == 0
    assert set(snapshot(tmp_path / "clean")) == {"a.json", "mine.json", "notes.txt"}


def test_folders_that_share_an_output_do_not_sweep_each_other(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('seeds = ["seeds", "more/seeds"]\n')
    seeds_in(tmp_path, a_txt=PAGE, x_txt="")
    seeds_in(tmp_path / "more", b_txt=PAGE, y_txt="")
    cleaner_in(tmp_path, "clean")
    everything = set(snapshot(tmp_path / "clean"))
    assert len(everything) == 4
    ran = cleaner_in(tmp_path, "clean", "seeds", "--prune")
    assert "gone" not in ran.err
    assert set(snapshot(tmp_path / "clean")) == everything


def test_a_file_of_somebody_else_is_never_removed(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt="")
    (tmp_path / "clean").mkdir()
    (tmp_path / "clean" / "a.json").write_text('{"mine": true}')
    cleaner_in(tmp_path, "clean", "--prune")
    assert set(snapshot(tmp_path / "clean")) == {"a.json", "_rejected/a.json"}


def test_what_a_killed_run_left_is_swept_up(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    cleaner_in(tmp_path, "clean")
    (tmp_path / "clean" / ".cleaner-0123").write_text("half")
    assert "a killed run left it" in cleaner_in(tmp_path, "clean").err
    cleaner_in(tmp_path, "clean", "--prune")
    assert set(snapshot(tmp_path / "clean")) == {"a.json"}


def test_a_part_of_the_tree_is_swept_for_itself(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path, a_txt=PAGE)
    (seeds / "sub").mkdir()
    (seeds / "sub" / "b.txt").write_text(PAGE)
    cleaner_in(tmp_path, "clean")
    for name in ("a.txt", "sub/b.txt"):
        (seeds / name).unlink()
    cleaner_in(tmp_path, "clean", "seeds/sub", "--prune")
    assert set(snapshot(tmp_path / "clean")) == {"a.json"}


def test_a_dry_run_and_a_diff_write_nothing(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path, a_txt=PAGE)
    ran = cleaner_in(tmp_path, "clean", "--dry-run")
    assert "would write clean/a.json" in ran.err
    assert not (tmp_path / "clean").exists()
    cleaner_in(tmp_path, "clean")
    before = snapshot(tmp_path)
    (seeds / "a.txt").write_text(PAGE.replace("Monday", "Tuesday"))
    ran = cleaner_in(tmp_path, "clean", "--diff")
    assert '-    "The bridge over the river reopened on Monday' in ran.text
    assert '+    "The bridge over the river reopened on Tuesday' in ran.text
    assert snapshot(tmp_path / "clean") == {
        name.removeprefix("clean/"): one for name, one in before.items() if name[:6] == "clean/"
    }


def test_select_and_ignore_choose_rules(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    families = {}
    for name, options in {
        "all": [],
        "account": ["--select", "account/*"],
        "no credit": ["--ignore", "credit/*"],
    }.items():
        cleaner_in(tmp_path, "clean", "--out", name, *options)
        cuts = load(tmp_path / name / "a.json")["removals"]
        families[name] = {cut["rule"].split("/")[0] for cut in cuts}
    assert families["all"] >= {"account", "credit"}
    assert families["account"] == {"account"}
    assert "account" in families["no credit"]
    assert "credit" not in families["no credit"]


def test_the_tool_says_what_it_passes_over(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path, a_txt=PAGE, b_pdf=b"%PDF", c_jsonl="{}")
    (seeds / "link.txt").symlink_to(seeds / "a.txt")
    ran = cleaner_in(tmp_path, "clean")
    assert ran.code == 0
    for name in ("b.pdf", "c.jsonl", "link.txt"):
        assert f"seeds/{name}: " in ran.err
    assert "1 file: 1 new" in ran.err
