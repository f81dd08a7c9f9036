"""Text for a terminal: characters that would act or hide are written out as `\\u{202E}`."""

from __future__ import annotations

import re

# C0 and C1 but for the tab, line separators, lone surrogates, bidirectional controls
# (CVE-2021-42574), invisible marks and tags. The joiners U+200C and U+200D stay: they spell
# Persian and Hindi words.
_UNSEEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """One line of text that a terminal shows and does not obey."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(lambda match: f"\\u{{{ord(match[0]):04X}}}", text)
