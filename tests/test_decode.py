"""Bytes become text without a loss, or they are refused with a reason."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.codepage import latin_code_page
from cleaner.decode import decode

FRENCH = "L'été dernier, le maire a été reçu à Hanoï ; « une visite très réussie », a-t-il déclaré."
POLISH = "Most przez rzekę został otwarty; źródła mówią, że rozmowy były długie, a ruch był mały."
CZECH = "Most přes řeku byl v úterý otevřen; jednání byla podle zdrojů velmi dlouhá a užitečná."
GERMAN = (
    "Der Bürgermeister sagte, die Gespräche über die Brücke hätten länger gedauert als geplant."
)
TURKISH = (
    "Köprü salı günü yeniden açıldı; görüşmelerin çok uzun sürdüğü, işlerin bittiği bildirildi."
)
ENGLISH = "The mayor’s visit — his first — was “a success”, officials said at the café on Monday."
RUSSIAN = (
    "Мост через реку снова открыт в понедельник после недели ремонта, сообщил мэр журналистам."
)
JAPANESE = (
    "川に架かる橋は、一週間の補修を終え、月曜日に再び開通した。市長は交通量は少ないと語った。"
)
CHINESE = (
    "大桥经过一个星期的维修，已于星期一上午重新开放。市长对记者说，交通恢复正常，市民反应良好。"
)
KOREAN = "다리가 일주일간의 수리를 마치고 월요일에 다시 개통되었다고 시장이 기자들에게 말했다."
VIETNAMESE = "Cây cầu bắc qua sông đã được mở lại vào sáng thứ hai sau một tuần sửa chữa mặt cầu."


def windows_1258(text: str) -> str:
    """Vietnamese as windows-1258 spells it: whole vowels, then the tone as a combining mark."""
    spelt = []
    for char in text:
        base, *marks = list(unicodedata.normalize("NFD", char))
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        vowel = unicodedata.normalize("NFC", base + "".join(m for m in marks if m not in tones))
        spelt.append(vowel + "".join(tones))
    return "".join(spelt)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "mac_roman"),
        (GERMAN, "cp1252"),
        (ENGLISH, "cp1252"),
        ("café", "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (CZECH, "cp1250"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
        (KOREAN, "cp949"),
        (windows_1258(VIETNAMESE), "cp1258"),
    ],
)
def test_an_undeclared_encoding_is_told_by_its_letters(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.problem) == (text, encoding, None)
    assert [doubt.code for doubt in found.doubts] == ["guessed-encoding"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [VIETNAMESE, RUSSIAN, ENGLISH, JAPANESE])
def test_a_byte_order_mark_decides_and_stays_in_the_text(text: str, encoding: str) -> None:
    found = decode(("\ufeff" + text).encode(encoding))
    assert (found.text, found.encoding) == ("\ufeff" + text, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [VIETNAMESE, RUSSIAN, ENGLISH])
def test_utf_16_without_a_mark_is_told_by_its_nuls(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.problem) == (text, encoding, None)


def test_a_nul_in_a_text_does_not_make_it_utf_16_or_binary() -> None:
    text = "The bridge re\0opened on Monday. " * 3
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\nof text",
        b"\x89PNG\r\n\x1a\n" + b"IHDR",
        b"\x1f\x8b\x08 gzip",
        b"PK\x03\x04zip",
        bytes(range(256)) * 4,
        b"\0" * 100,
        b"\x01\x02\x03\x04 text",
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    found = decode(data)
    assert found.problem is not None
    assert (found.problem.code, found.text) == ("binary", "")


@pytest.mark.parametrize(
    "data",
    [
        (VIETNAMESE * 2).encode() + b"\xff" + VIETNAMESE.encode(),
        (RUSSIAN * 2).encode()[:-1].removesuffix(b".") + b"\xd0",
        b"\xff\xfe\x00",  # the mark of UTF-16 and half a character
        b"\xef\xbb\xbf\xff",
    ],
)
def test_damaged_unicode_is_refused_rather_than_misread(data: bytes) -> None:
    found = decode(data)
    assert found.problem is not None
    assert found.problem.code == "undecodable"


def test_the_message_names_the_damaged_byte() -> None:
    problem = decode(VIETNAMESE.encode() + b"\xff").problem
    assert problem is not None
    assert f"byte {len(VIETNAMESE.encode())}" in problem.message


def test_html_may_declare_its_encoding() -> None:
    page = f'<meta http-equiv="x" content="text/html; charset=windows-1251">{RUSSIAN[:20]}'
    found = decode(page.encode("cp1251"), html=True)
    assert (found.text, found.encoding, found.doubts) == (page, "cp1251", ())


@pytest.mark.parametrize("declared", ["utf-7", "hex", "no-such", "rot13", "utf-8"])
def test_a_declaration_that_cannot_be_true_is_not_believed(declared: str) -> None:
    page = f'<meta charset="{declared}">{GERMAN}'
    assert decode(page.encode("cp1252"), html=True).text == page


def test_latin_1_means_windows_1252_on_the_web() -> None:
    page = f'<meta charset="iso-8859-1">{ENGLISH}'
    assert decode(page.encode("cp1252"), html=True).encoding == "cp1252"


def test_no_latin_code_page_fits_noise() -> None:
    assert latin_code_page(bytes(range(128, 256)) * 10) == ""


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufeff")))
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    found = decode(text.encode())
    assert (found.text, found.encoding, found.problem, found.doubts) == (text, "utf-8", None, ())


@given(st.binary(max_size=200))
def test_any_bytes_come_back_or_are_refused(data: bytes) -> None:
    found = decode(data)
    if found.problem is None:
        assert found.text.encode(found.encoding) == data
    else:
        assert found.problem.code in ("binary", "undecodable")


@given(st.sampled_from([FRENCH, RUSSIAN, JAPANESE]), st.binary(max_size=40), st.integers(0, 80))
def test_texts_with_foreign_bytes_come_back_or_are_refused(
    text: str, noise: bytes, at: int
) -> None:
    raw = text.encode()
    data = raw[:at] + noise + raw[at:]
    found = decode(data)
    assert found.problem is not None or found.text.encode(found.encoding) == data


@pytest.mark.parametrize("unit", [b"\xe9", b"a\xe9\n", b"\xc3", b"\x00a", b"\xd0\x9c\xff"])
def test_a_long_input_takes_no_longer_a_byte(unit: bytes) -> None:
    start = time.process_time()
    decode(unit * (4_000_000 // len(unit)))
    assert time.process_time() - start < 3
