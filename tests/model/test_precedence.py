from __future__ import annotations

import pytest
from pydantic import ValidationError

from valuenet.model.precedence import Precedence, ruled_fields


def test_without_a_word_the_order_of_sources_decides() -> None:
    assert list(Precedence().departures()) == []
    assert list(Precedence(fields={"layer": "source"}).departures()) == []


def test_a_field_departs_from_the_rule_of_the_study() -> None:
    declared = Precedence.model_validate({"rule": "majority", "fields": {"layer": "source", "patents": ["b", "a"]}})
    found = dict(declared.departures())
    assert "layer" not in found
    assert found["patents"] == ("b", "a")
    assert set(found) == set(ruled_fields()) - {"layer"}


@pytest.mark.parametrize("wrong", [{"rule": "newest"}, {"fields": {"layer": "newest"}}, {"field": {}}])
def test_an_unknown_rule_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Precedence.model_validate(wrong)
