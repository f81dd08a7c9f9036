"""A wrong rule file ends a run with exit 2 and its place; what can be wrong: `test_rules`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.doors import PAGE, cleaner_in, seeds_in

RULE = """\
what  = "A line of the site."
why   = "It stands on every page."
since = "0.1.0"
role  = "promo"

[match.pattern]
re = "read our app"
has = ["our app"]

[[example]]
name = "goes"
text = '''
- Read our app
'''

[[example]]
name = "stays"
text = '''
  Read our app before you leave, the teacher said to the class of the year.
'''
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("[match.pattern]", "[match.patern]", 6, "did you mean 'pattern'?"),
        ("- Read", "  Read", 0, "has no example that removes something"),
    ],
)
def test_a_wrong_rule_file_is_an_error_with_file_line_and_hint(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert RULE.count(old) == 1
    pack = tmp_path / "pack" / "promo"
    pack.mkdir(parents=True)
    (pack / "app.toml").write_text(RULE)
    seeds_in(tmp_path, a_txt=PAGE)
    assert cleaner_in(tmp_path, "clean", "--rules", "pack", "--dry-run").code == 0
    (pack / "app.toml").write_text(RULE.replace(old, new))
    ran = cleaner_in(tmp_path, "clean", "--rules", "pack")
    assert ran.code == 2
    assert "Traceback" not in ran.err
    place = f"app.toml:{line}: " if line else "app.toml: "
    assert place in ran.err
    assert says in ran.err
    assert not (tmp_path / "clean").exists()
