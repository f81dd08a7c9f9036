"""Raw bytes -> text and the codec that gives the same bytes back.

In the order of evidence: a byte order mark, the NUL pattern of UTF-16, strict UTF-8, what the HTTP
header of a page says, what an HTML page declares itself (the header outranks it: HTML Standard
13.2.3.2), and only then charset-normalizer's guess. Nothing is replaced or repaired here: a
byte order mark stays as U+FEFF, line ends stay as they are.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from cleaner.codepage import LATIN, latin_code_page
from cleaner.model import Problem

# Longest first: the mark of UTF-16-LE opens that of UTF-32-LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files that people put among texts by mistake; the rest of them show by their NULs.
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive"),
)
# What no text has, NUL apart: C0 without tab, line ends, form feed and escape.
_CONTROLS = bytes(c for c in range(1, 32) if c not in b"\t\n\v\f\r\x1b") + b"\x7f"
# Text that lost a field separator or two has some; one in twenty is a program or a picture.
MAX_CONTROLS = 0.05
# In UTF-16 even Cyrillic has a NUL at every blank, on one side of the pairs; 1 % on the other
# side leaves room for a few U+0000 and U+0100.
MIN_HIGH, MAX_LOW = 0.08, 0.01
# Bytes that make whole UTF-8 sequences by chance are rare; three are a broken UTF-8 file.
MIN_SEQUENCES = 3
# Only the encodings of the web (WHATWG Encoding Standard), so that no text turns into EBCDIC.
_WEB = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "iso8859_5", "iso8859_6", "iso8859_7", "iso8859_8", "iso8859_15"),
    *("koi8_r", "koi8_u", "cp866", "cp874", "mac_roman", "mac_cyrillic"),
    *("cp932", "shift_jis", "euc_jp", "gb18030", "big5", "cp949", "euc_kr"),
)
_DECLARED = re.compile(
    rb"(?i)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)"
    rb"""\s{0,9}=\s{0,9}["']?([a-z0-9_:.-]{2,40})"""
)
# HTML Standard 4.2.5.5: the declaration stands in the first 1024 bytes; real pages are laxer.
_HEAD = 4096
# By the WHATWG Encoding Standard these names mean the Windows code page that contains them.
_WINDOWS = {
    **{"iso8859_1": "cp1252", "ascii": "cp1252", "iso8859_9": "cp1254", "tis_620": "cp874"},
    **{"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"},
}
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text.encode(encoding)` gives the bytes back; with a problem there is no text."""

    text: str
    encoding: str  # a Python codec name
    problem: Problem | None = None  # why there is no text
    doubts: tuple[Problem, ...] = ()  # what a person should know of the text


def decode(data: bytes, *, html: bool = False, charset: str = "") -> Decoded:
    """The text of a file. Never raises: what is no text comes back with a problem.

    Codes: `binary`, `undecodable`. `html` lets a `<meta charset>` count as evidence;
    `charset` is the name that came with the bytes, such as "windows-1251".
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding) or _refused(
                "undecodable", f"opens with the mark of {encoding} but is not: the file is damaged"
            )
    named = next((name for magic, name in _MAGIC if data.startswith(magic)), "")
    if named:
        return _refused("binary", f"is {named}, not a text")
    if b"\0" in data:
        return _with_nuls(data)
    if _controls(data) > MAX_CONTROLS:
        return _refused("binary", f"{_controls(data):.0%} of it are control characters: not a text")
    return _strictly(data, "utf-8") or _without_utf8(data, charset, html)


def _with_nuls(data: bytes) -> Decoded:
    """UTF-16 without a mark, a text that holds a NUL or two, or no text at all."""
    pairs = max(1, len(data) // 2)
    first, second = data[::2].count(0) / pairs, data[1::2].count(0) / pairs
    for low, high, encoding in ((first, second, "utf-16-le"), (second, first, "utf-16-be")):
        if high >= MIN_HIGH and low <= MAX_LOW and (found := _strictly(data, encoding)):
            return found
    if _controls(data) + data.count(0) / len(data) <= MAX_CONTROLS and (
        found := _strictly(data, "utf-8")
    ):
        return found
    return _refused("binary", f"holds {data.count(0)} NUL bytes: not a text")


def _without_utf8(data: bytes, charset: str, html: bool) -> Decoded:
    for name in (charset, _declared(data) if html else ""):
        if (encoding := _codec(name)) and (found := _strictly(data, encoding)):
            return found
    bad = _damage(data)
    if bad is not None:
        return _refused("undecodable", f"is UTF-8 but for byte {bad}: the file is damaged")
    from charset_normalizer import from_bytes  # 30 ms to import: only where it is needed

    guesses = [guess.encoding for guess in from_bytes(data, cp_isolation=list(_WEB))]
    if not guesses or guesses[0] in LATIN:
        guesses.insert(0, latin_code_page(data))
    for encoding in filter(None, guesses):
        if found := _strictly(data, encoding):
            return replace(found, doubts=(Problem("guessed-encoding", f"read as {encoding}"),))
    return _refused("undecodable", "is not UTF-8, nor any other encoding that fits")


def _damage(data: bytes) -> int | None:
    """The first bad byte of what is UTF-8 for the most part; None when it is something else."""
    whole = len(_SEQUENCE.findall(data))
    if whole < max(MIN_SEQUENCES, 2 * data.decode("utf-8", "replace").count("\ufffd")):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data, 0, _HEAD)
    return match[1].decode("ascii") if match else ""


def _codec(name: str) -> str:
    """The codec that a name on the web means; "" when it means none of them."""
    try:
        found = codecs.lookup(name).name.replace("-", "_")
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return ""
    found = _WINDOWS.get(found, found)
    return found if found in _WEB else ""


def _strictly(data: bytes, encoding: str) -> Decoded | None:
    """Decoded without a doubt and without a loss, or not at all."""
    try:
        text = data.decode(encoding)
        same = encoding == "utf-8" or text.encode(encoding) == data
    except (UnicodeError, LookupError):
        return None
    return Decoded(text, encoding) if same else None


def _controls(data: bytes) -> float:
    """The share of control characters other than NUL."""
    return (len(data) - len(data.translate(None, _CONTROLS))) / max(1, len(data))


def _refused(code: str, message: str) -> Decoded:
    return Decoded("", "", Problem(code, message))
