"""A rule file to fill in: it is valid, and its examples come out as drawn."""

from __future__ import annotations

import re

from cleaner.rule import RuleError
from cleaner.schema import schema

_ID = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)+")

_STARTER = """\
what  = "One sentence: which lines go."
why   = "One sentence: why they are clutter, and where they were seen."
since = "0.1.0"
role  = "{role}"  # {roles}

[match.line]  # the whole line, in any case; `#` stands for a number
en = ["phrase to replace"]

[[example]]
name = "what goes"
text = '''
  The bridge over the river reopened on Monday after a week of repairs to its deck.

- Phrase to replace
'''

[[example]]
name = "a sentence that opens with the same words stays"
text = '''
  The bridge over the river reopened on Monday after a week of repairs to its deck.

  Phrase to replace was written on the board, and the whole class copied it with great care.
'''
"""


def starter(rule_id: str) -> str:
    """The text of a new rule. Raises RuleError for what cannot be an id."""
    if not _ID.fullmatch(rule_id):
        hint = "family/name in small letters, digits and hyphens, such as related/heading"
        raise RuleError(rule_id, 0, "", "cannot be the id of a rule", hint)
    roles = schema("rule")["properties"]["role"]["enum"]
    family = rule_id.partition("/")[0]
    return _STARTER.format(
        role=family if family in roles else "nav",
        roles=" | ".join(role for role in roles if role not in ("space", "repair")),
    )
