"""What JSON parsers disagree on is an error, with line and column."""

from __future__ import annotations

import json
import time

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.strictjson import MAX_DEPTH, MAX_INTEGER, StrictError, line_at, loads

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-MAX_INTEGER, MAX_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


@pytest.mark.parametrize(
    ("text", "line", "column", "part"),
    [
        ('{"a": 1, "a": 2}', 1, 10, "'a' stands twice"),
        ('{"a": 1,\n "\\u0061": 2}', 2, 2, "'a' stands twice"),
        ('[{"b": {"a": 1, "c": {"a": 1}, "a": 2}}]', 1, 32, "'a' stands twice"),
        ("[NaN]", 1, 2, "NaN"),
        ("[\n\n -Infinity]", 3, 2, "-Infinity"),
        ("[1e999]", 1, 2, "too large"),
        ("[9007199254740993]", 1, 2, "2^53"),
        ("[-9007199254740993]", 1, 2, "2^53"),
        ("[" + "1" * 5000 + "]", 1, 2, "too large"),
        ('["\\ud800"]', 1, 3, "lone surrogate"),
        ('["\\uD83D\\ud83d\\ude00"]', 1, 3, "lone surrogate"),
        ('["ab\\udc00"]', 1, 5, "lone surrogate"),
        ('["\ud800"]', 1, 3, "lone surrogate"),
        ("[" * 200 + "]" * 200, 1, MAX_DEPTH + 1, "nested deeper"),
        ("[" * 100_000, 1, MAX_DEPTH + 1, "nested deeper"),
        ("\ufeff[]", 1, 1, "byte order mark"),
        ('{"a": 1,}', 1, 9, "expecting property name"),
        ('{"a"\n: 1 "b": 2}', 2, 5, "expecting ','"),
        ('["abc', 1, 2, "unterminated string"),
        ('["a\tb"]', 1, 4, "control character"),
        ("['a']", 1, 2, "expecting value"),
        ("", 1, 1, "expecting value"),
        ("[1] [2]", 1, 5, "extra data"),
    ],
)
def test_an_error_says_what_and_where(text: str, line: int, column: int, part: str) -> None:
    with pytest.raises(StrictError) as caught:
        loads(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert part in caught.value.message


def test_bytes_must_be_utf_8() -> None:
    with pytest.raises(StrictError, match="line 2, column 3: is not UTF-8"):
        loads(b'{\n "\xff": 1}')


@pytest.mark.parametrize(
    "text",
    [
        '{"a": {"b": 1}, "b": 2, "c": [{"b": 1}, {"b": 1}]}',
        '["NaN", "\\\\ud800", "\\ud83d\\ude00", "{", "\\"["]',
        "[9007199254740992, 1e308, -0.0, 12345678901234567890.5]",
        "[" * MAX_DEPTH + "]" * MAX_DEPTH,
    ],
)
def test_what_all_parsers_agree_on_passes(text: str) -> None:
    assert loads(text) == json.loads(text)


@given(VALUES, st.booleans())
def test_every_json_value_comes_back(value: object, ascii_only: bool) -> None:
    assert loads(json.dumps(value, ensure_ascii=ascii_only, indent=1)) == value


@given(st.text('{}[]",:\\u0dD8aN1e-+.\n ', max_size=40))
def test_what_passes_is_what_another_parser_reads(text: str) -> None:
    try:
        value = loads(text)
    except StrictError:
        return
    assert orjson.loads(text) == value


@pytest.mark.parametrize("unit", ['"', '\\"', "[", '{"a":', "1", "-", "a", '"\\u', ","])
def test_hostile_input_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    with pytest.raises(StrictError):
        loads('["' + unit * (1_000_000 // len(unit)))
    assert time.process_time() - start < 3


DOCUMENT = json.dumps({"a": {"b": [1, {"c": 2}], "odd key": "x"}, "d": [], "e": "[,{"}, indent=1)


@pytest.mark.parametrize(
    ("path", "shows"),
    [
        ("$", "{"),
        ("$.a", '"a"'),
        ("$.a.b", '"b"'),
        ("$.a.b[0]", "1"),
        ("$.a.b[1]", "{"),
        ("$.a.b[1].c", '"c"'),
        ("$.a['odd key']", '"odd key"'),
        ("$.d", '"d"'),
        ("$.e", '"e"'),
        ("$.a.missing", '"a"'),  # the nearest value around it
        ("$.missing", "{"),
    ],
)
def test_a_json_path_is_found_on_its_line(path: str, shows: str) -> None:
    assert DOCUMENT.splitlines()[line_at(DOCUMENT, path) - 1].strip().startswith(shows)
