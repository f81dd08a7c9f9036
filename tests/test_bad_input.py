"""Bad input has a clear outcome: a document with a warning, a rejection, or an error for people."""

from __future__ import annotations

import errno
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from cleaner.document import process
from cleaner.rulebook import Rulebook
from cleaner.schema import problems
from tests.doors import PAGE, cleaner_in, seeds_in
from tests.test_explain import page_of

SENTENCE = "The bridge over the river reopened on Monday after a week of repairs to its deck."
CLUTTER = "Log in\nSign up\n\nRelated news\nFerry fire leaves ten in hospital\n"


def outcome(folder: Path, content: str | bytes, suffix: str = "txt") -> dict[str, Any]:
    """What becomes of one seed, read back from the disk; valid, and nothing beside it."""
    seeds_in(folder, **{f"a_{suffix}": content})
    cleaner_in(folder, "clean")
    files = [path for path in (folder / "clean").rglob("*") if path.is_file()]
    assert len(files) == 1
    loaded: dict[str, Any] = json.loads(files[0].read_text("utf-8"))
    kind = "rejection" if "_rejected" in files[0].parts else "document"
    assert problems(kind, loaded) == ()
    return loaded


def warnings(document: dict[str, Any]) -> set[str]:
    return {warning["code"] for warning in document["warnings"]}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \t\r\n\xc2\xa0\n\xe2\x80\xa8", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (CLUTTER.encode(), "only-clutter"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"\0" * 1000, "binary"),
        ("Cầu đã mở lại. ".encode() * 3 + b"\xff\xfe", "undecodable"),
        (b"\xff\xfea", "undecodable"),
    ],
)
def test_what_gives_no_document_is_rejected_with_a_reason(
    tmp_path: Path, content: bytes, code: str
) -> None:
    rejection = outcome(tmp_path, content)
    assert rejection["code"] == code
    assert rejection["raw"]["bytes"] == len(content)


def test_empty_html_is_rejected_too(tmp_path: Path) -> None:
    page = "<html><head><title>Only a title</title></head><body><script>x</script></body></html>"
    assert outcome(tmp_path, page, "html")["code"] == "empty"


@pytest.mark.parametrize(
    ("encoding", "recorded"),
    [
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-8-sig", "utf-8"),
        ("cp1252", "cp1252"),
        ("cp1258", "cp1258"),
    ],
)
def test_other_encodings_are_read_and_recorded(
    tmp_path: Path, encoding: str, recorded: str
) -> None:
    text = "The café by the bridge reopened on Monday, “after a week of repairs”, the mayor said."
    if encoding == "cp1258":  # ầ, ở and ạ are a vowel and a combining tone there
        text = (
            "Câ\u0300u qua sông đa\u0303 mơ\u0309 la\u0323i vào thư\u0301 hai, theo lơ\u0300i ông."
        )
    raw = text.encode(encoding)
    document = outcome(tmp_path, raw)
    assert document["raw"]["encoding"] == recorded
    assert document["text"] == text
    assert ("guessed-encoding" in warnings(document)) == encoding.startswith("cp")
    assert cleaner_in(tmp_path, "restore", "clean/a.json").out == raw


@pytest.mark.parametrize(
    ("char", "code"),
    [
        ("\u202e", "bidi-controls"),
        ("\u2066", "bidi-controls"),
        ("\u200b", "zero-width"),
        ("\u200d", "zero-width"),
        ("\ufeff", "zero-width"),
        ("\x01", "control-characters"),
        ("\x80", "control-characters"),
        ("\x9b", "control-characters"),
        ("\x1b", "control-characters"),
    ],
)
def test_invisible_characters_are_kept_and_warned_of(tmp_path: Path, char: str, code: str) -> None:
    text = SENTENCE.replace("bridge", f"br{char}idge")
    document = outcome(tmp_path, text)
    assert document["text"] == text
    assert code in warnings(document)


def test_a_nul_is_replaced_and_recorded(tmp_path: Path) -> None:
    document = outcome(tmp_path, SENTENCE.replace("bridge", "br\0idge"))
    assert "br\ufffdidge" in document["text"]
    assert [(change["before"], change["after"]) for change in document["changes"]] == [
        ("\0", "\ufffd")
    ]


def test_lone_surrogates_in_a_stream_are_replaced_and_warned_of(tmp_path: Path) -> None:
    lines = b'{"id": "a\\udc00", "text": "%s \\ud800 \\ud83d\\ude00"}' % SENTENCE.encode()
    document = json.loads(cleaner_in(tmp_path, "clean", "-", "--from", "jsonl", stdin=lines).out)
    assert document["text"] == f"{SENTENCE} \ufffd \U0001f600"
    assert document["raw"]["id"] == "a\ufffd"
    assert warnings(document) >= {"lone-surrogate", "id-changed"}
    assert problems("document", document) == ()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85", "\x0b", "\n"])
def test_every_kind_of_line_end_becomes_one(tmp_path: Path, end: str) -> None:
    raw = f"{SENTENCE}{end}{end}{SENTENCE}{end}"
    document = outcome(tmp_path, raw.encode())
    assert document["text"] == f"{SENTENCE}\n\n{SENTENCE}"
    assert cleaner_in(tmp_path, "restore", "clean/a.json").out == raw.encode()


@pytest.mark.parametrize(
    "text",
    [
        f"{SENTENCE} " * (10_000_000 // len(SENTENCE)),
        "x" * 10_000_000,
        "a\n" * 1_000_000,
    ],
    ids=["a line of 10 MB", "a word of 10 MB", "1,000,000 short lines"],
)
def test_sheer_size_is_no_obstacle(book: Rulebook, text: str) -> None:
    start = time.process_time()
    document = process(page_of(text), book)
    assert time.process_time() - start < 30
    assert document["text"] == text.strip()


def test_an_input_beyond_the_limit_is_rejected_unread(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE)
    ran = cleaner_in(tmp_path, "clean", "--max-bytes", "100")
    assert "too-large: has more than 100 bytes" in ran.err
    lines = [b'{"id": "a", "text": "%s"}' % (b"x" * 200), b'{"id": "b", "text": "short text"}']
    ran = cleaner_in(
        tmp_path, "clean", "-", "--from", "jsonl", "--max-bytes", "100", stdin=b"\n".join(lines)
    )
    first, second = map(json.loads, ran.text.splitlines())
    assert (first["id"], first["code"], second["id"]) == ("line-1", "too-large", "b")


@pytest.mark.parametrize(
    ("line", "ident", "code"),
    [
        (b"nonsense", "line-1", "not-json"),
        (b'{"id": "a", "text": "cut of', "line-1", "not-json"),
        (b'["a"]', "line-1", "not-json"),
        (b'{"id": "a", "text": "\xff"}', "line-1", "not-json"),
        (b'{"id": "a", "text": NaN, "x": "\\u0041"}', "line-1", "not-json"),
        (b"[" * 100_000, "line-1", "not-json"),
        (b'{"id": "a"}', "a", "no-text"),
        (b'{"id": "a", "text": null}', "a", "no-text"),
        (b'{"id": "a", "text": ["x"]}', "a", "no-text"),
        (b'{"text": ""}', "line-1", "empty"),
    ],
)
def test_a_bad_line_of_a_stream_is_rejected_in_its_place(
    tmp_path: Path, line: bytes, ident: str, code: str
) -> None:
    good = b'{"id": "good", "text": "%s"}' % SENTENCE.encode()
    stdin = line + b"\n" + good
    ran = cleaner_in(tmp_path, "clean", "-", "--from", "jsonl", stdin=stdin)
    first, second = map(json.loads, ran.text.splitlines())
    assert (ran.code, first["id"], first["code"]) == (0, ident, code)
    assert problems("rejection", first) == ()
    assert second["id"] == "good"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..", "a/b", "CON", "C:\\x"])
def test_an_id_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    line = json.dumps({"id": name, "text": SENTENCE}).encode()
    document = json.loads(cleaner_in(tmp_path, "clean", "-", "--from", "jsonl", stdin=line).out)
    assert not set(document["id"]) & set("/\\:")
    assert ".." not in document["id"]
    assert document["raw"]["id"] == name
    assert "id-changed" in warnings(document)


@pytest.mark.parametrize("url", ["not a url", "www.example.com", "a b:c", 5, ["x"]])
def test_a_bad_url_costs_the_url_and_not_the_text(tmp_path: Path, url: object) -> None:
    line = json.dumps({"id": "a", "text": SENTENCE, "url": url}).encode()
    document = json.loads(cleaner_in(tmp_path, "clean", "-", "--from", "jsonl", stdin=line).out)
    assert (document["text"], document["url"]) == (SENTENCE, "")
    assert "bad-url" in warnings(document)


def test_two_inputs_with_one_stem_have_two_outputs(tmp_path: Path) -> None:
    seeds_in(tmp_path, a_txt=PAGE, a_html=f"<p>{PAGE}")
    for order in (["seeds/a.txt", "seeds/a.html"], ["seeds/a.html", "seeds/a.txt"], ["seeds"]):
        cleaner_in(tmp_path, "clean", *order)
        names = sorted(path.name for path in (tmp_path / "clean").iterdir())
        assert names == ["a.html.json", "a.txt.json"]
    assert cleaner_in(tmp_path, "check").code == 0


@pytest.mark.parametrize("name", ["tin tức Đà Nẵng.txt", "a\nb.txt", "-x.txt", "\x1b[31m.txt"])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    seeds_in(tmp_path)
    (tmp_path / "seeds" / name).write_text(PAGE)
    ran = cleaner_in(tmp_path, "clean", "--dry-run")
    assert "\x1b" not in ran.err
    assert len(ran.err.splitlines()) == 2, "one line a message"
    cleaner_in(tmp_path, "clean")
    (output,) = (tmp_path / "clean").iterdir()
    assert output.name == name.removesuffix(".txt") + ".json"
    document = json.loads(output.read_text())
    assert document["raw"]["path"] == name
    assert "id-changed" in warnings(document)
    assert cleaner_in(tmp_path, "check").code == 0


def test_a_file_name_that_is_no_unicode_is_no_obstacle(tmp_path: Path) -> None:
    seeds_in(tmp_path)
    (tmp_path / "seeds" / os.fsdecode(b"caf\xe9.txt")).write_text(PAGE)
    assert cleaner_in(tmp_path, "clean").code == 0
    (output,) = (tmp_path / "clean").iterdir()
    assert os.fsencode(output.name) == b"caf\xe9.json"
    assert json.loads(output.read_text())["raw"]["path"] == "caf\ufffd.txt"
    assert cleaner_in(tmp_path, "check").code == 0


def test_an_unreadable_file_is_rejected_and_the_others_are_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = seeds_in(tmp_path, a_txt=PAGE, b_txt=PAGE)
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "a.txt").chmod(0)
    if os.access(seeds / "a.txt", os.R_OK):  # the superuser reads anything
        real = os.open

        def guarded(path: Any, *rest: Any, **named: Any) -> int:
            if str(path).endswith("a.txt"):
                raise PermissionError(errno.EACCES, "Permission denied")
            return real(path, *rest, **named)

        monkeypatch.setattr(os, "open", guarded)
    ran = cleaner_in(tmp_path, "clean")
    assert ran.code == 1
    assert "seeds/a.txt: rejected: unreadable: cannot be read: Permission denied" in ran.err
    assert "seeds/pipe.txt: rejected: unreadable: is not a regular file" in ran.err
    assert [path.name for path in (tmp_path / "clean").glob("*.json")] == ["b.json"]
