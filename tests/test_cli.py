"""Commands beside clean, from the outside: exit code, standard output, standard error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.restore import page_text
from cleaner.rulebook import Rulebook
from tests.doors import PAGE, RULE, cleaner_in, load, seeds_in, snapshot

# check, validate, explain, restore.


def test_check_finds_what_is_missing_stale_edited_invalid_or_left_over(tmp_path: Path) -> None:
    names = ["missing", "stale", "edited", "invalid", "broken", "rules", "gone", "fine"]
    seeds = seeds_in(tmp_path, **{f"{name}_txt": PAGE for name in names})
    cleaner_in(tmp_path, "clean")
    assert (cleaner_in(tmp_path, "check").code, cleaner_in(tmp_path, "check").out) == (0, b"")
    clean = tmp_path / "clean"
    (clean / "missing.json").unlink()
    (seeds / "stale.txt").write_text(PAGE + "x")
    (seeds / "gone.txt").unlink()
    (clean / "broken.json").write_text("{")
    for name, old, new in [
        ("edited", '"title": ""', '"title": "Better"'),
        ("invalid", '"lang": "en"', '"lang": 5'),
        ("rules", '"rules_sha256": "', '"rules_sha256": "0" , "x": "'),
    ]:
        text = (clean / f"{name}.json").read_text()
        assert old in text
        (clean / f"{name}.json").write_text(text.replace(old, new))
    before = snapshot(tmp_path)
    ran = cleaner_in(tmp_path, "check")
    assert ran.code == 1
    assert snapshot(tmp_path) == before
    found = {line.split(":")[0]: line.split(": ")[1].split()[0] for line in ran.text.splitlines()}
    assert found == {
        "seeds/missing.txt": "missing",
        "clean/stale.json": "stale",
        "clean/edited.json": "edited",
        "clean/invalid.json": "invalid",
        "clean/broken.json": "invalid",
        "clean/rules.json": "invalid",
        "clean/gone.json": "orphan",
    }
    assert ran.err.splitlines()[-1] == "to repair: cleaner clean --force --prune"
    cleaner_in(tmp_path, "clean", "--force", "--prune")
    assert cleaner_in(tmp_path, "check").code == 0


def test_check_looks_only_at_the_files_it_is_given(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE, b_txt=PAGE)
    cleaner_in(tmp_path, "clean", "seeds/a.txt")
    assert cleaner_in(tmp_path, "check", "seeds/a.txt").code == 0
    assert cleaner_in(tmp_path, "check", "seeds/b.txt").code == 1


def test_validate_names_file_line_path_and_what_was_expected(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    cleaner_in(tmp_path, "clean")
    path = tmp_path / "clean" / "a.json"
    assert cleaner_in(tmp_path, "validate", path).code == 0
    good = path.read_text()
    for old, new, says in [
        ('"lang": "en"', '"lang": 5', "$.lang: 5 is not of type 'string'"),
        ('"lang": "en"', '"lng": "en"', "$.lng: unknown key 'lng' (did you mean 'lang'?)"),
        ('"updated": ""', '"updated": "2024-13-01"', "$.updated: "),
        ('"lang": "en"', '"lang": NaN', "column 11: NaN is not JSON"),
        ('"lang": "en"', '"lang": "en", "lang": "en"', "the key 'lang' stands twice"),
        ('"title": ""', '"title": "\\ud800"', "lone surrogate"),
        ('"text": "The', '"text": "the', "$.text_sha256: is not the sha256 of `text`"),
    ]:
        assert good.count(old) == 1
        bad = good.replace(old, new)
        path.write_text(bad)
        ran = cleaner_in(tmp_path, "validate", path)
        line = bad[: bad.index(new)].count("\n") + 1
        assert ran.code == 1
        assert says in ran.text
        if "sha256" not in says:
            assert ran.text.startswith(f"{path}:{line}: ")


@pytest.mark.parametrize("shift", ["start", "end", "line"])
def test_validate_sees_that_a_record_contradicts_itself(tmp_path: Path, shift: str) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    cleaner_in(tmp_path, "clean")
    path = tmp_path / "clean" / "a.json"
    document = load(path)
    document["removals"][-1][shift] += 1
    path.write_text(json.dumps(document))
    ran = cleaner_in(tmp_path, "validate", path)
    assert ran.code == (0 if shift == "line" else 1)


def test_validate_wants_removals_in_order(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    cleaner_in(tmp_path, "clean")
    path = tmp_path / "clean" / "a.json"
    document = load(path)
    assert len(document["removals"]) > 1
    document["removals"].reverse()
    path.write_text(json.dumps(document))
    assert "$.removals[1]: begins before" in cleaner_in(tmp_path, "validate", path).text


def test_a_page_is_rebuilt_where_something_was_put_in_for_what_was_removed() -> None:
    removal = {"start": 1, "end": 7, "text": " - VNA"}
    change = {"start": 1, "before": "", "after": "\n\n"}
    document = {"text": "A\n\nB", "removals": [removal], "changes": [change]}
    assert page_text(document) == "A - VNAB"


def test_explain_shows_the_page_in_the_gutter(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    ran = cleaner_in(tmp_path, "explain", "seeds/a.txt")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.text.splitlines()
    assert lines[0] == "- Log in  # account/login"
    assert lines[3].startswith("  The bridge over the river")
    assert "# credits: VNA  # credit/source" in lines
    assert "\x1b" not in ran.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_restore_gives_the_raw_file_byte_for_byte(tmp_path: Path, encoding: str) -> None:
    raw = PAGE.replace("VNA", "VNA\r\n\r\r\n \t ").encode(encoding)
    seeds = seeds_in(tmp_path, a_txt=raw)
    cleaner_in(tmp_path, "clean")
    (seeds / "a.txt").unlink()
    ran = cleaner_in(tmp_path, "restore", "clean/a.json")
    assert (ran.code, ran.out) == (0, raw)
    assert "byte for byte" in ran.err


def test_restore_refuses_a_document_that_was_edited(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    cleaner_in(tmp_path, "clean")
    path = tmp_path / "clean" / "a.json"
    path.write_text(path.read_text().replace("reopened", "opened"))
    ran = cleaner_in(tmp_path, "restore", path)
    assert (ran.code, ran.out) == (1, b"")
    assert "sha256" in ran.err


# rules.


def test_rules_are_listed_and_shown(tmp_path: Path, book: Rulebook) -> None:
    listed = cleaner_in(tmp_path, "rules", "list").text.splitlines()
    assert [line.split()[0] for line in listed] == [rule.id for rule in book.rules]
    assert cleaner_in(tmp_path, "rules", "show", "account/login").text.startswith("what")
    ran = cleaner_in(tmp_path, "rules", "show", "account/logn")
    assert ran.code == 2
    assert "did you mean 'account/login'?" in ran.err


@pytest.mark.parametrize("rule_id", ["share/mine", "my-own/new-rule"])
def test_a_new_rule_passes_its_own_test_and_then_takes_its_line(
    tmp_path: Path, rule_id: str
) -> None:
    (tmp_path / "cleaner.toml").write_text('rules = ["pack"]\n')
    (tmp_path / "pack").mkdir()
    assert cleaner_in(tmp_path, "rules", "new", rule_id).code == 0
    ran = cleaner_in(tmp_path, "rules", "test", rule_id)
    assert (ran.code, ran.out) == (0, b"")
    again = cleaner_in(tmp_path, "rules", "new", rule_id)
    assert (again.code, "there already" in again.err) == (2, True)
    seeds_in(tmp_path, a_txt=PAGE + "\nPhrase to replace\n")
    cleaner_in(tmp_path, "clean", "--select", rule_id)
    rules = {cut["rule"] for cut in load(tmp_path / "clean" / "a.json")["removals"]}
    assert rules == {rule_id}


@pytest.mark.parametrize("rule_id", ["one", "../x/y", "a//b", "A/b", "a/b.toml"])
def test_a_rule_id_is_family_and_name(tmp_path: Path, rule_id: str) -> None:
    ran = cleaner_in(tmp_path, "rules", "new", rule_id, "--rules", ".")
    assert ran.code == 2
    assert "family/name" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_rules_test_tells_which_example_fails(tmp_path: Path) -> None:
    (tmp_path / "pack" / "promo").mkdir(parents=True)
    (tmp_path / "pack" / "promo" / "mine.toml").write_text(RULE.replace("- Traffic", "  Traffic"))
    ran = cleaner_in(tmp_path, "rules", "test", "promo/mine", "--rules", "pack")
    assert ran.code == 2, "an example that removes something is missing"
    (tmp_path / "pack" / "promo" / "mine.toml").write_text(RULE.replace("- Traffic", "- Trafic"))
    ran = cleaner_in(tmp_path, "rules", "test", "promo/mine", "--rules", "pack")
    assert ran.code == 1
    assert "promo/mine, example 'the line'" in ran.text
