"""Documents in the forms of others, loaded by those others where their libraries are here."""

from __future__ import annotations

import gzip
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from cleaner.cli.export import Other
from cleaner.cli.options import Form
from cleaner.document import process
from cleaner.export import EXPORTS, dolma, newsarticle, ninjs
from cleaner.export.features import features
from cleaner.formats.parquet import arrow_schema
from cleaner.formats.shards import FORMS
from cleaner.model import Source
from cleaner.restore import page_text
from cleaner.rulebook import Rulebook, load
from cleaner.schema import problems
from tests.conftest import ROOT
from tests.doors import PAGE, cleaner_in, seeds_in, snapshot
from tests.pages import seeds, texts

# Every seed, and a page with characters of one, two and four bytes before what goes.
PAGES = [
    *seeds(),
    "Log in\n\nCây cầu 𝒜 bắc qua sông đã được mở lại vào sáng thứ hai sau một tuần sửa chữa mặt "
    "cầu e\u0301.\n\nShare:\n",
]
DATED = {"date": "2025-12-02T09:30:00+07:00", "updated": "2025-12-03", "authors": ["A. B.", "C"]}


@pytest.fixture(scope="module")
def documents(book: Rulebook) -> list[dict[str, Any]]:
    sources = (Source(f"page-{i}", text, name="vna.example") for i, text in enumerate(PAGES))
    return [process(source, book) for source in sources]


cached_book = cache(load)


def bare(text: str) -> str:
    """The text without blanks, which dolma has no spans for."""
    return "".join(text.split())


def cut(text: str, spans: list[tuple[int, int]]) -> str:
    """What dolma's mixer makes of a text: the spans go, last first."""
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def spans_of(document: dict[str, Any]) -> list[tuple[int, int]]:
    found = dolma.attributes(document)["attributes"]
    return [(start, end) for spans in found.values() for start, end, _ in spans]


@given(texts)
def test_dolma_s_spans_cut_the_page_to_the_characters_of_the_cleaned_text(text: str) -> None:
    document = process(Source("x", text), cached_book())
    if "removals" in document and not any(c["before"].strip() for c in document["changes"]):
        page = dolma.page(document)["text"]
        assert page == page_text(document)
        assert bare(cut(page, spans_of(document))) == bare(document["text"])


def test_dolma_s_two_documents_and_their_attributes_are_of_its_format(
    documents: list[dict[str, Any]],
) -> None:
    assert any(spans_of(document) for document in documents)
    for document in documents:
        pages = {part: mapped(document) for part, mapped in EXPORTS["dolma-pages"].items()}
        assert list(pages) == ["documents", "attributes/cleaner"]
        for line in (pages["documents"], EXPORTS["dolma"]["documents"](document)):
            assert {type(line[key]) for key in ("id", "text", "source", "created")} == {str}
            assert isinstance(line["metadata"], dict)
        assert pages["attributes/cleaner"].keys() == {"id", "source", "attributes"}
        for spans in pages["attributes/cleaner"]["attributes"].values():
            assert all(len(span) == 3 and span[0] < span[1] for span in spans)


def test_dolma_itself_mixes_the_pages_into_the_cleaned_texts(
    documents: list[dict[str, Any]], tmp_path: Path
) -> None:
    """Half a gigabyte to install, so not in CI: pip install dolma."""
    pytest.importorskip("dolma")
    from dolma import mixer

    lines: dict[str, list[str]] = {}
    for document in documents:
        for part, mapped in EXPORTS["dolma-pages"].items():
            lines.setdefault(part, []).append(json.dumps(mapped(document)) + "\n")
    for part, written in lines.items():
        (tmp_path / part).mkdir(parents=True)
        with gzip.open(tmp_path / part / "pages.jsonl.gz", "wt") as file:
            file.writelines(written)
    names = {name for one in documents for name in dolma.attributes(one)["attributes"]}
    replaced = [
        {"span": f"$.attributes['{name}']", "min_score": 0.5, "replacement": ""}
        for name in sorted(names)
    ]
    stream = {
        "name": "mixed",
        "documents": [str(tmp_path / "documents" / "*")],
        "attributes": ["cleaner"],
        "output": {"path": str(tmp_path / "out"), "max_size_in_bytes": 10**9},
        "span_replacement": replaced,
    }
    work = {"input": str(tmp_path / "in"), "output": str(tmp_path / "work")}
    mixer({"streams": [stream], "processes": 1, "work_dir": work})
    (result,) = (tmp_path / "out").iterdir()
    with gzip.open(result, "rt") as file:
        mixed = {line["id"]: line["text"] for line in map(json.loads, file)}
    assert {one["id"]: one["text"].split() for one in documents} == {
        ident: text.split() for ident, text in mixed.items()
    }


def test_datatrove_reads_its_own_form_and_ours_into_the_same_document(
    documents: list[dict[str, Any]], tmp_path: Path
) -> None:
    pytest.importorskip("datatrove")
    from datatrove.pipeline.readers import JsonlReader

    mapped = [EXPORTS["datatrove"]["documents"](document) for document in documents]
    for name, lines in (("mapped", mapped), ("ours", documents)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.jsonl").write_text("".join(json.dumps(one) + "\n" for one in lines))
    read = [
        list(JsonlReader(str(tmp_path / name), add_file_path=False).run())
        for name in ("mapped", "ours")
    ]
    assert read[0] == read[1]
    assert [(one.id, one.text) for one in read[0]] == [(d["id"], d["text"]) for d in documents]
    assert read[0][0].metadata["removals"] == documents[0]["removals"]


def _list_of(**properties: Any) -> dict[str, Any]:
    item = {"type": "object", "properties": properties, "additionalProperties": False}
    return {"type": "array", "items": item, "minItems": 1}


STRING = {"type": "string", "minLength": 1}
MOMENT = {"type": "string", "format": "date-time"}
# The part of ninjs 3.1 that is written, from its published schema: names, types, what is needed.
NINJS = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        "uri": {"type": "string", "format": "uri", "pattern": "^urn:[a-z]+:\\S+$"},
        "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite"]},
        "representationType": {"enum": ["full", "partial"]},
        "contentCreated": MOMENT,
        "versionCreated": MOMENT,
        "edNote": STRING,
        "language": STRING,
        "descriptions": _list_of(role=STRING, contentType=STRING, value=STRING),
        "bodies": _list_of(
            role=STRING, contentType=STRING, charCount={"type": "integer"}, value=STRING
        ),
        "headlines": _list_of(role=STRING, contentType=STRING, value=STRING),
        "infoSources": _list_of(name=STRING, role=STRING),
        "by": STRING,
        "located": STRING,
        "altIds": _list_of(role=STRING, value=STRING),
        "standard": {
            "type": "object",
            "properties": {"name": STRING, "version": STRING, "schema": STRING},
            "additionalProperties": False,
        },
    },
}


def test_ninjs_keeps_to_its_schema_and_makes_no_moment_out_of_a_day(
    documents: list[dict[str, Any]],
) -> None:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(NINJS, format_checker=checker)
    for document in (*documents, documents[0] | DATED):
        item = ninjs.mapped(document)
        validator.validate(item)
        assert item["bodies"][0]["value"] == document["text"]
        assert item["bodies"][0]["charCount"] == len(document["text"])
    item = ninjs.mapped(documents[0] | DATED)
    assert item["contentCreated"] == DATED["date"]
    assert "versionCreated" not in item
    assert "Updated 2025-12-03" in item["edNote"]
    assert item["by"] == "A. B., C"


def test_newsarticle_names_what_the_document_knows(documents: list[dict[str, Any]]) -> None:
    article = newsarticle.mapped(documents[0] | DATED)
    assert article["@type"] == "NewsArticle"
    assert (article["datePublished"], article["dateModified"]) == (DATED["date"], "2025-12-03")
    assert [author["name"] for author in article["author"]] == DATED["authors"]
    assert article["articleBody"] == documents[0]["text"]
    assert article["publisher"]["name"] == "vna.example"
    assert all(article.values()), "what is not known is left out"


def test_features_are_published_and_what_datasets_itself_writes() -> None:
    assert json.loads((ROOT / "schemas" / "features.json").read_text("utf-8")) == features()
    datasets = pytest.importorskip("datasets")
    assert datasets.Features.from_dict(features()).to_dict() == features()


def test_features_and_the_schema_of_our_parquet_are_of_the_same_types() -> None:
    datasets = pytest.importorskip("datasets")

    def named(form: Any) -> Any:
        """Names and types, without which may be null: `datasets` has no word for that."""
        fields = getattr(form, "fields", None)
        if fields is None and not hasattr(form, "names"):
            return f"list of {named(form.value_type)}" if hasattr(form, "value_type") else str(form)
        return [(field.name, named(field.type)) for field in (fields or form)]

    of_features = datasets.Features.from_dict(features()).arrow_schema
    assert named(of_features) == named(arrow_schema("document"))


def test_datasets_loads_our_documents_by_the_features_without_guessing(
    documents: list[dict[str, Any]], tmp_path: Path
) -> None:
    datasets = pytest.importorskip("datasets")
    lines = [one for one in documents if not one["captions"]] + documents
    file = tmp_path / "x.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in lines))
    loaded = datasets.load_dataset(
        "json",
        data_files=str(file),
        features=datasets.Features.from_dict(features()),
        split="train",
        cache_dir=str(tmp_path / "cache"),
    )
    assert loaded.to_list() == lines


def test_the_script_says_when_the_published_features_are_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    import make_features

    assert make_features.main(["--check"]) == 0
    monkeypatch.setattr(make_features, "TARGET", tmp_path / "features.json")
    assert make_features.main(["--check"]) == 1
    assert make_features.main([]) == make_features.main(["--check"]) == 0
    del sys.modules["make_features"]


def exported(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_the_command_writes_each_part_line_by_line_and_always_the_same(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE, b_txt="Log in\n", c_txt=PAGE)
    cleaner_in(tmp_path, "clean")
    assert cleaner_in(tmp_path, "export", "clean", "--to", "dolma-pages", "--out", "out").code == 0
    pages = exported(tmp_path / "out" / "documents" / "cleaner.jsonl.gz")
    spans = exported(tmp_path / "out" / "attributes" / "cleaner" / "cleaner.jsonl.gz")
    assert [one["id"] for one in pages] == [one["id"] for one in spans] == ["a", "c"]
    assert pages[0]["text"] == PAGE
    before = snapshot(tmp_path / "out")
    cleaner_in(tmp_path, "export", "clean", "--to", "dolma-pages", "--out", "out")
    assert snapshot(tmp_path / "out") == before


def test_every_form_is_an_option_of_both_commands(tmp_path: Path) -> None:
    assert {one.value for one in Other} == EXPORTS.keys()
    assert {one.value for one in Form} - FORMS.keys() - {"json"} == EXPORTS.keys() - {"dolma-pages"}
    seeds_in(tmp_path, a_txt=PAGE, b_txt="Log in\n")
    cleaner_in(tmp_path, "clean")
    for form in sorted(EXPORTS.keys() - {"dolma-pages"}):
        ran = cleaner_in(tmp_path, "export", "clean", "--to", form)
        run = cleaner_in(tmp_path, "clean", "--to", form, "--out", form, "--jobs", "1")
        assert (ran.code, run.code) == (0, 0)
        shard = tmp_path / form / "documents" / "shard-00000.jsonl.gz"
        assert exported(shard) == [json.loads(line) for line in ran.out.splitlines()]
        (rejected,) = exported(tmp_path / form / "rejections" / "shard-00000.jsonl.gz")
        assert not problems("rejection", rejected)
    assert cleaner_in(tmp_path, "export", "clean", "--to", "dolma-pages").code == 2


@pytest.mark.parametrize(
    ("package", "extra", "command"),
    [
        ("duckdb", "mine", ["mine", "clean", "--cleaned"]),
        ("rensa", "near", ["report", "clean", "--near-duplicates"]),
    ],
)
def test_a_missing_extra_is_named_with_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, extra: str, command: list[str]
) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    cleaner_in(tmp_path, "clean")
    monkeypatch.setitem(sys.modules, package, None)
    ran = cleaner_in(tmp_path, *command)
    assert (ran.code, f"corpus-cleaner[{extra}]" in ran.err, ran.out) == (2, True, b"")
