"""Write schemas/features.json: the document's schema as types of Hugging Face `datasets`.

    python scripts/make_features.py [--check]

With --check nothing is written, and the exit code is 1 where the file is not what it should be.
"""

from __future__ import annotations

import sys
from pathlib import Path

import orjson

from cleaner.export.features import features

TARGET = Path(__file__).parent.parent / "schemas" / "features.json"


def main(arguments: list[str]) -> int:
    made = orjson.dumps(features(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    if "--check" not in arguments:
        TARGET.write_bytes(made)
    elif not TARGET.is_file() or TARGET.read_bytes() != made:
        print(f"{TARGET.name} is not what the schema gives: python scripts/make_features.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
