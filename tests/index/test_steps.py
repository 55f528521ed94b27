from __future__ import annotations

import pytest

from valuenet.index.recipe import recipe_of
from valuenet.index.steps import STEPS, Method

METHODS = [(step, method) for step, methods in STEPS.items() for method in methods.values()]


@pytest.mark.parametrize(("step", "method"), METHODS, ids=lambda one: getattr(one, "name", one))
def test_every_method_says_what_it_does_and_can_be_asked_for_with_its_defaults(step: str, method: Method) -> None:
    assert method.about
    if step == "aggregate" or not method.parameters:
        assert recipe_of({step: method.name}).as_mapping()[step]["method"] == method.name
    for parameter in method.parameters:
        assert parameter.kind == "choice" or not parameter.choices
        assert parameter.kind != "choice" or parameter.default in parameter.choices


def test_the_defaults_are_values_that_a_recipe_may_hold() -> None:
    for step, method in METHODS:
        given = {name: value for name, value in method.defaults.items() if value is not None}
        read = recipe_of({step: {"method": method.name, **given}})
        assert dict(getattr(read, step).parameters) == method.defaults
