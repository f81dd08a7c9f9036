"""The document's schema as the types of Hugging Face `datasets`: what `schemas/features.json` is.

`load_dataset("json", data_files=..., features=Features.from_dict(...))` then never guesses a
type from the first lines, where a list is empty or a number has no fraction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaner.schema import schema

_SCALARS = {"string": "string", "integer": "int64", "number": "float64"}


def features() -> dict[str, Any]:
    """What `datasets.Features.to_dict` gives for a document."""
    whole = schema("document")
    return {name: _type(form, whole["$defs"]) for name, form in whole["properties"].items()}


def _type(form: Mapping[str, Any], defs: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" in form:
        return _type(defs[form["$ref"].rpartition("/")[2]], defs)
    if form.get("type") == "object":
        return {name: _type(one, defs) for name, one in form["properties"].items()}
    if form.get("type") == "array":
        return {"feature": _type(form["items"], defs), "_type": "List"}
    # `const`, `enum` and `anyOf` of the schema are all of strings; a test holds that.
    return {"dtype": _SCALARS[form.get("type", "string")], "_type": "Value"}
