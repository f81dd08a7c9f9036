"""Every kind of input of a run, whole and broken."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from cleaner.schema import problems
from tests.doors import PAGE, cleaner_in, seeds_in
from tests.runs import HTML, lines, outcomes, run, text, without_place

# Inputs.


def warc(*pages: str | bytes, media: str = "text/html; charset=utf-8") -> bytes:
    records = []
    for number, page in enumerate(pages):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode()
        block = head + (page if isinstance(page, bytes) else page.encode())
        records.append(
            b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0-%d>\r\n"
            b"WARC-Target-URI: https://example.org/%d\r\nContent-Type: application/http\r\n"
            b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (number, number, len(block), block)
        )
    return b"".join(map(gzip.compress, records))


def wide(data: bytes) -> bytes:
    """What `zstd --long=31` makes: a frame whose window is 2 GB (RFC 8878, 3.1.1), stored."""
    header = b"\x28\xb5\x2f\xfd" + bytes([0, (31 - 10) << 3])
    return header + (1 + (len(data) << 3)).to_bytes(3, "little") + data


def parquet(rows: list[dict[str, Any]]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), sink, row_group_size=3)
    return sink.getvalue()


def test_every_kind_of_input_gives_the_same_documents(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    texts = [text(number) for number in range(8)]
    packed = {
        "a.jsonl": lines(8),
        "b.jsonl.gz": gzip.compress(lines(8)),
        "c.jsonl.zst": zstandard.compress(lines(4)) + zstandard.compress(lines(8)[len(lines(4)) :]),
        "d.parquet": parquet([{"id": f"d{n}", "text": t} for n, t in enumerate(texts)]),
    }
    for name, data in packed.items():
        (tmp_path / "in" / name).write_bytes(data)
    for number, one in enumerate(texts):
        (tmp_path / "in" / f"e{number}.txt").write_text(one)
    ran = run(tmp_path, "in", "--out", "run", "--to", "jsonl")
    assert ran.code == 0
    found = [without_place(one) for one in outcomes(tmp_path / "run")]
    assert len(found) == 5 * 6
    assert all(found[i] == found[i % 6] for i in range(len(found)))
    assert {one["code"] for one in outcomes(tmp_path / "run", "rejections")} == {"empty"}


def test_the_html_of_a_warc_gives_documents_with_their_address(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc(HTML.format(PAGE), HTML.format("Another text.")))
    assert run(tmp_path, "a.warc.gz", "--out", "run").code == 0
    first, second = outcomes(tmp_path / "run")
    assert (first["url"], first["raw"]["id"]) == ("https://example.org/0", "0-0")
    assert "reopened on Monday" in first["text"]
    assert second["raw"]["media"] == "text/html"


RUSSIAN = "Мост открыт в понедельник."  # too short a text for a guess


@pytest.mark.parametrize(
    ("media", "declared", "encoding"),
    [
        ("text/html; charset=windows-1251", "", "cp1251"),
        ('Text/HTML;Charset="CP1251"', "", "cp1251"),
        ("text/html; charset=windows-1251", "iso-8859-5", "cp1251"),  # the header outranks the page
        ("text/html; charset=nonsense", "windows-1251", "cp1251"),
        ("text/html", "windows-1251", "cp1251"),
        ("text/html; charset=koi8-r", "", "koi8_r"),
    ],
)
def test_the_http_header_of_a_warc_record_says_its_encoding(
    tmp_path: Path, media: str, declared: str, encoding: str
) -> None:
    page = HTML.replace("<head>", f'<head><meta charset="{declared}">').format(RUSSIAN)
    (tmp_path / "a.warc.gz").write_bytes(warc(page.encode(encoding), media=media))
    run(tmp_path, "a.warc.gz", "--out", "run")
    (found,) = outcomes(tmp_path / "run")
    assert (found["text"], found["raw"]["encoding"]) == (RUSSIAN, encoding)


def test_utf8_outranks_the_http_header(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(
        gzip.decompress(warc(HTML.format(RUSSIAN), media="text/html; charset=windows-1251"))
    )
    run(tmp_path, "a.warc", "--out", "run")
    (found,) = outcomes(tmp_path / "run")
    assert (found["text"], found["raw"]["encoding"]) == (RUSSIAN, "utf-8")


def test_fields_are_named_by_options(tmp_path: Path) -> None:
    row = {"content": PAGE, "key": "x", "link": "https://a.example/", "site": "a.example"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    (tmp_path / "b.parquet").write_bytes(parquet([row]))
    names = ["--text-field", "content", "--id-field", "key", "--url-field", "link"]
    run(tmp_path, "a.jsonl", "b.parquet", "--out", "run", *names, "--source-field", "site")
    one, other = outcomes(tmp_path / "run")
    assert (one["id"], one["url"], one["source"]) == ("x", "https://a.example/", "a.example")
    assert without_place(one) == without_place(other)


def test_globs_and_standard_input_are_inputs(tmp_path: Path) -> None:
    for name in ("a1", "a2", "b"):
        (tmp_path / f"{name}.jsonl").write_bytes(lines(3))
    stdin = lines(2)
    arguments = ["clean", "a*.jsonl", "-", "--from", "jsonl", "--out", "run"]
    assert cleaner_in(tmp_path, *arguments, stdin=stdin).code == 0
    assert [one["id"] for one in outcomes(tmp_path / "run")] == ["d1", "d2", "d1", "d2", "d1"]
    assert cleaner_in(tmp_path, "clean", "c*.jsonl", "--out", "x").code == 2


def test_no_document_comes_twice_whatever_is_named(tmp_path: Path) -> None:
    seeds = seeds_in(tmp_path, a_txt=PAGE, b_txt=PAGE)
    (seeds / "sub").mkdir()
    (seeds / "sub" / "c.txt").write_text(PAGE)
    named = ["seeds", "seeds/a.txt", "seeds/sub", "seeds/../seeds/a.txt", "--to", "jsonl"]
    run(tmp_path, *named, "--out", "run")
    paths = sorted(one["raw"]["path"] for one in outcomes(tmp_path / "run"))
    assert paths == ["a.txt", "b.txt", "sub/c.txt"]


def test_an_id_that_stands_twice_is_counted(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(6) + lines(3))
    assert "2 documents have the id of another" in run(tmp_path, "in.jsonl", "--out", "run").err


# Inputs that are broken.


@pytest.mark.parametrize(
    ("name", "data", "code", "documents"),
    [
        ("cut.jsonl.gz", gzip.compress(lines(300))[:-40], "truncated", 200),
        ("cut.jsonl.zst", zstandard.compress(lines(9)) * 2, "truncated", 7),
        ("cut.warc.gz", warc(*[HTML.format(PAGE)] * 3)[:-30], "truncated", 2),
        ("cut.warc", gzip.decompress(warc(*[HTML.format(PAGE)] * 3))[:-30], "truncated", 2),
        ("bad.jsonl.gz", gzip.compress(lines(9)) + b"no gzip at all", "corrupt", 7),
        ("bad.jsonl.zst", zstandard.compress(lines(9)) + b"no zstd at all", "corrupt", 7),
        ("wide.jsonl.zst", zstandard.compress(lines(9)) + wide(lines(9)), "unreadable", 7),
        ("bad.parquet", parquet([{"text": PAGE}])[:-30], "corrupt", 0),
        ("bad.warc", b"no WARC at all" * 9, "corrupt", 0),
        ("other.parquet", parquet([{"body": PAGE}]), "no-text", 0),
        ("bomb.jsonl.gz", gzip.compress(lines(9) + bytes(200_000_000)), "bomb", 7),
        ("bomb.jsonl.zst", zstandard.compress(lines(9) + bytes(200_000_000)), "bomb", 7),
    ],
)  # fmt: skip
def test_a_broken_input_is_told_of_and_the_others_are_read(
    tmp_path: Path, name: str, data: bytes, code: str, documents: int
) -> None:
    (tmp_path / name).write_bytes(data[:-9] if name == "cut.jsonl.zst" else data)
    (tmp_path / "good.jsonl").write_bytes(lines(3))
    ran = run(tmp_path, name, "good.jsonl", "--out", "run", "--max-bytes", "100000")
    assert ran.code == (0 if code == "no-text" else 1)
    found = outcomes(tmp_path / "run")
    assert len([one for one in found if one["raw"]["path"] == name]) >= documents
    assert [one["id"] for one in found if one["raw"]["path"] == "good.jsonl"] == ["d1", "d2"]
    broken = [one for one in outcomes(tmp_path / "run", "rejections") if one["code"] == code]
    assert [one["raw"]["path"] for one in broken] == [name]
    assert problems("rejection", broken[0]) == ()


def test_a_stream_that_breaks_off_is_told_of_too(tmp_path: Path) -> None:
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(lines(300))[:-40])
    ran = cleaner_in(tmp_path, "clean", "cut.jsonl.gz")
    last = json.loads(ran.out.splitlines()[-1])
    assert (ran.code, last["code"], last["raw"]["path"]) == (1, "truncated", "cut.jsonl.gz")


def test_long_lines_and_lines_that_are_no_json_cost_only_themselves(tmp_path: Path) -> None:
    long = b'{"id": "long", "text": "' + b"x" * 5_000_000 + b'"}\n'
    (tmp_path / "in.jsonl").write_bytes(lines(3) + long + b"no json\n" + lines(3) + long)
    ran = run(tmp_path, "in.jsonl", "--out", "run", "--max-bytes", "10000")
    assert ran.code == 0
    assert len(outcomes(tmp_path / "run")) == 4
    codes = [one["code"] for one in outcomes(tmp_path / "run", "rejections")]
    assert codes == ["empty", "too-large", "not-json", "empty", "too-large"]


def test_a_format_whose_package_is_missing_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines(3))
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    ran = run(tmp_path, "in.jsonl", "--out", "run", "--to", "parquet")
    assert (ran.code, "pip install 'corpus-cleaner[parquet]'" in ran.err) == (2, True)
