"""Which of several values of one field is shown: by the order of sources, by the date, or by the most sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from valuenet.model.declared import Declaration
from valuenet.model.fields import fields

RuleName = Literal["source", "recency", "majority"]
Rule = RuleName | tuple[str, ...]
"""A rule by its name, or the sources that come before all others, the first the best."""
OWN_COLUMNS = ("name_zh", "name_en", "place", "home_country", "parent")
"""What a subject has in columns of its own and can be told in several ways; `place` is country, region and city."""


class Precedence(Declaration):
    """The rule of every field, and of single fields where they differ.

    >>> chosen = Precedence.model_validate({"rule": "majority", "fields": {"patents": ["office", "survey"]}})
    >>> chosen.rule_of("patents"), chosen.rule_of("layer"), Precedence().rule_of("layer")
    (('office', 'survey'), 'majority', 'source')
    """

    rule: RuleName = "source"
    fields: dict[str, Rule] = Field(default_factory=dict)

    def rule_of(self, field: str) -> Rule:
        """Return the rule by which a value of `field` is chosen."""
        return self.fields.get(field, self.rule)

    def departures(self) -> Iterator[tuple[str, Rule]]:
        """Yield every field with a rule that is not the study's order of sources.

        >>> list(Precedence(fields={"layer": "recency"}).departures())
        [('layer', 'recency')]
        """
        for name in ruled_fields():
            if self.rule_of(name) != "source":
                yield name, self.rule_of(name)


def ruled_fields() -> tuple[str, ...]:
    """Return the words that `fields` of a precedence can hold: what a subject has one value of.

    >>> "place" in ruled_fields(), "alias" in ruled_fields(), "policy_area" in ruled_fields()
    (True, False, False)
    """
    return (*OWN_COLUMNS, *(name for name, item in fields().items() if not item.multiple))
