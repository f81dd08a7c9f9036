"""The published schemas: what they accept, what they refuse, and that both validators agree."""

from __future__ import annotations

import copy
import hashlib
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import process
from cleaner.model import Problem, Source
from cleaner.record import rejection
from cleaner.rulebook import load
from cleaner.schema import KINDS, compiled, problems, reference, schema, schema_id
from tests.conftest import ROOT
from tests.pages import seeds

BOOK = load()
DOCUMENTS = [process(Source("a.b", text, sha256="a" * 64), BOOK) for text in seeds()]
REJECTION = rejection(Source("a", "", sha256="a" * 64), Problem("empty", "nothing there"))

# What is published stays as it is: a new version is a new `$id` and a new line here.
PUBLISHED = {
    "urn:cleaner:schema:document:1-0-0": "document",
    "urn:cleaner:schema:rejection:1-0-0": "rejection",
    "urn:cleaner:schema:rule:1-1-0": "rule",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema_with_a_versioned_id(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))
    assert PUBLISHED[schema_id(kind)] == kind
    assert schema(kind)["additionalProperties"] is False


@pytest.mark.parametrize("kind", ["document", "rejection"])
def test_every_key_is_required(kind: str) -> None:
    assert set(schema(kind)["required"]) == set(schema(kind)["properties"])


def test_the_package_ships_the_schemas_of_the_repository() -> None:
    for kind in KINDS:
        assert json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text()) == schema(kind)


def test_documents_and_rejections_are_valid() -> None:
    for document in DOCUMENTS:
        assert problems("document", document) == ()
    assert problems("rejection", REJECTION) == ()
    assert problems("rejection", DOCUMENTS[0])
    assert problems("document", REJECTION)


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("date", "2023-02-30", "not valid under any"),
        ("date", "2023-13", "not valid under any"),
        ("date", "2023-04-05T25:00", "not valid under any"),
        ("date", "2023-04-05\n", "not valid under any"),
        ("date", "20230405", "not valid under any"),
        ("updated", "yesterday", "not valid under any"),
        ("id", "../a", "does not match"),
        ("id", "a\n", "does not match"),
        ("id", "", "does not match"),
        ("lang", "English", "does not match"),
        ("lang_score", 1.5, "greater than the maximum"),
        ("text", "", "should be non-empty"),
        ("text", None, "is not of type 'string'"),
        ("text_sha256", "A" * 64, "does not match"),
        ("url", "no address", "does not match"),
        ("extra", 1, "unknown key 'extra'"),
        ("Title", "", "did you mean 'title'"),
    ],
)
def test_a_wrong_value_is_refused_with_words(key: str, value: Any, says: str) -> None:
    wrong = problems("document", DOCUMENTS[0] | {key: value})
    assert wrong
    assert any(says in f"{problem.message} {problem.hint}" for problem in wrong), wrong
    assert any(key in problem.where for problem in wrong)


@pytest.mark.parametrize(
    "date",
    [
        "",
        "2023",
        "2023-04",
        "2023-04-05",
        "2023-04-05T15:30",
        "2023-04-05T15:30:08+07:00",
        "2023-04-05T15:30Z",
    ],
)
def test_dates_of_every_precision_are_valid(date: str) -> None:
    assert problems("document", DOCUMENTS[0] | {"date": date, "updated": date}) == ()


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 3),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(["2024-02-30", "2024-02-29", "2024-02-29T23:59:60Z", "2024-02-29t10:00:00z"]),
    st.sampled_from(["--02-29", "a/b", "a/b\n", "x" * 201, "2024-01-01T10:00+07:00", "١٩٩٠"]),
    st.lists(st.text(max_size=2), max_size=2),
)


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A valid document with a value somewhere in it replaced, removed or added."""
    document = copy.deepcopy(draw(st.sampled_from(DOCUMENTS)))
    place: Any = document
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            break
        key = draw(st.sampled_from(keys))
        if isinstance(place[key], (dict, list)) and draw(st.booleans()):
            place = place[key]
            continue
        action = draw(st.sampled_from(["replace", "replace", "replace", "remove", "add"]))
        if action == "replace":
            place[key] = draw(values)
        elif action == "remove":
            del place[key]
        elif isinstance(place, dict):
            place["new"] = draw(values)
        else:
            place.append(draw(values))
        break
    return document


@given(mutated())
def test_the_compiled_validator_and_the_reference_agree(document: Any) -> None:
    assert compiled("document").is_valid(document) == reference("document").is_valid(document)


def test_every_published_schema_keeps_its_digest() -> None:
    """Those in use, and the earlier ones beside them."""
    files = sorted((ROOT / "schemas").rglob("*.schema.json"))
    digests = {
        json.loads(path.read_bytes())["$id"]: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
    published = json.loads((ROOT / "schemas" / "published.json").read_text("utf-8"))
    assert published == digests
    assert {schema_id(kind) for kind in KINDS} <= digests.keys()
