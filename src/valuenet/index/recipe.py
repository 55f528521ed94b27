"""A recipe: which method each step of an index takes, read from plain data and checked against what is declared."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from valuenet.errors import DataError, nearest
from valuenet.index.steps import MEANS, STEPS, Parameter


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Step:
    """The method of one step with all its parameters, and the steps of single leaves that differ from it."""

    method: str
    parameters: Mapping[str, Any] = field(default_factory=_nothing)
    leaves: Mapping[str, Step] = field(default_factory=_nothing)

    def __getitem__(self, parameter: str) -> Any:
        return self.parameters[parameter]


@dataclass(frozen=True)
class Recipe:
    """The steps of an index, in the order in which they are done."""

    denominate: Step
    screen: Step
    impute: Step
    treat: Step
    normalise: Step
    weigh: Step
    aggregate: Step
    rank: Step

    def as_mapping(self) -> dict[str, Any]:
        """Return the recipe as plain data that `recipe_of` reads back, every parameter written out.

        >>> recipe_of(STANDARD.as_mapping()) == STANDARD
        True
        """
        return {each.name: _plain(getattr(self, each.name)) for each in fields(self)}


def recipe_of(data: Mapping[str, Any]) -> Recipe:
    """Return the recipe that plain data (of YAML, JSON) describes; what it leaves out is as in `STANDARD`.

    A step is the name of a method, or a mapping of `method`, parameters, and, for treat and normalise, `leaves` with
    the step of single leaves. Raises `DataError` naming the key for an unknown step, method or parameter, and for a
    value of another kind or out of bounds.

    >>> recipe = recipe_of({"normalise": {"method": "min_max", "high": 100}, "aggregate": "geometric"})
    >>> recipe.normalise["high"], recipe.aggregate.method
    (100.0, 'geometric')
    >>> recipe_of({"normalize": "rank"})
    Traceback (most recent call last):
    valuenet.errors.DataError: recipe: there is no step 'normalize'; did you mean 'normalise'?
    """
    return changed(STANDARD, data)


def changed(recipe: Recipe, data: Mapping[str, Any]) -> Recipe:
    """Return `recipe` with the steps of `data` in place of its own.

    Where the method stays the same, parameters that `data` leaves out stay too; another method begins with its
    defaults. Raises `DataError` as `recipe_of` does.

    >>> changed(recipe_of({"normalise": {"low": 1, "high": 100}}), {"normalise": {"high": 10}}).normalise["low"]
    1.0
    """
    if not isinstance(data, Mapping):
        raise DataError(f"a recipe is a mapping of steps, not {data!r}")
    for name in data:
        _known(name, STEPS, "recipe", "step")
    steps = {each.name: getattr(recipe, each.name) for each in fields(recipe)}
    return Recipe(**{name: _step(name, data[name], old) if name in data else old for name, old in steps.items()})


_BY_LEAF = ("treat", "normalise")


def _step(name: str, data: Any, old: Step | None, where: str = "recipe") -> Step:
    if isinstance(data, str) or data is None:
        data = {"method": data or "none"}
    if not isinstance(data, Mapping):
        raise DataError(f"{where}: {name} is {data!r}, it is the name of a method or a mapping")
    method = _method(name, data, old, where)
    _known(method, STEPS[name], f"{where}: {name}", "method")
    declared = {each.name: each for each in STEPS[name][method].parameters}
    given = {
        key: value for key, value in data.items() if key != "method" and not (key == "leaves" and name in _BY_LEAF)
    }
    for key in given:
        _known(key, declared, f"{where}: {name}: {method}", "parameter")
    kept = dict(old.parameters) if old is not None and old.method == method else STEPS[name][method].defaults
    read = {key: _value(declared[key], value, f"{where}: {name}: {key}") for key, value in given.items()}
    leaves = data.get("leaves", old.leaves if old is not None else {}) if name in _BY_LEAF else {}
    singles = {
        leaf: one if isinstance(one, Step) else _step(name, one, None, f"{where}: {leaf}")
        for leaf, one in (leaves or {}).items()
    }
    return Step(method, MappingProxyType({**kept, **read}), MappingProxyType(singles))


def _method(name: str, data: Mapping[str, Any], old: Step | None, where: str) -> str:
    """Return the method that the data name or mean: the one there was, or the only one that has these parameters."""
    if "method" in data:
        return str(data["method"]) if data["method"] is not None else "none"
    keys = set(data) - {"leaves"}
    old_ones = {each.name for each in STEPS[name][old.method].parameters} if old else set()
    if old is not None and keys <= old_ones:
        return old.method
    fitting = [each.name for each in STEPS[name].values() if keys <= {one.name for one in each.parameters}]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting and old is not None:
        return old.method
    raise DataError(f"{where}: {name} names no method: give one of {', '.join(STEPS[name])}")


def _known(word: str, known: Iterable[str], where: str, what: str) -> None:
    names = list(known)
    if word not in names:
        hint = nearest(str(word), names) or f"; there is {', '.join(names) or 'none'}"
        raise DataError(f"{where}: there is no {what} '{word}'{hint}")


def _value(parameter: Parameter, value: Any, where: str) -> Any:
    if value is None:
        if parameter.default is None:
            return None
        raise DataError(f"{where}: is empty; leave it out to have {parameter.default!r}")
    return _KINDS[parameter.kind](parameter, value, where)


def _number(parameter: Parameter, value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise DataError(f"{where}: is {value!r}, it is a number")
    low, high = parameter.low, parameter.high
    if (low is not None and value < low) or (high is not None and value > high):
        bounds = f"from {low:g} up" if high is None else f"from {low:g} to {high:g}"
        raise DataError(f"{where}: is {value:g}, it is a number {bounds}")
    return float(value)


def _whole(parameter: Parameter, value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise DataError(f"{where}: is {value!r}, it is a whole number")
    return int(_number(parameter, value, where))


def _flag(_: Parameter, value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise DataError(f"{where}: is {value!r}, it is true or false")
    return value


def _choice(parameter: Parameter, value: Any, where: str) -> str:
    _known(value, parameter.choices, where, "choice")
    return str(value)


def _text(_: Parameter, value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise DataError(f"{where}: is {value!r}, it is a name; put it in quotes")
    return value


def _each(read: Callable[[Parameter, Any, str], Any]) -> Callable[[Parameter, Any, str], Any]:
    def each(parameter: Parameter, value: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise DataError(f"{where}: is {value!r}, it is a mapping by code")
        items = {str(code): one for code, one in value.items() if one is not None}
        return MappingProxyType({code: read(parameter, one, f"{where}: {code}") for code, one in items.items()})

    return each


def _numbers(parameter: Parameter, value: Any, where: str) -> Any:
    return (_each(_number) if isinstance(value, Mapping) else _number)(parameter, value, where)


def _range(parameter: Parameter, value: Any, where: str) -> tuple[float, float]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise DataError(f"{where}: is {value!r}, it is two numbers, the ends of the scale")
    low, high = (_number(parameter, end, where) for end in value)
    if low == high:
        raise DataError(f"{where}: both ends are {low:g}: there is no scale between them")
    return low, high


def _mean(_: Parameter, value: Any, where: str) -> Step:
    if value == "sum" or (isinstance(value, Mapping) and value.get("method") == "sum"):
        raise DataError(f"{where}: 'sum' runs over the leaves of the whole index: take one of {', '.join(MEANS)}")
    return value if isinstance(value, Step) else _step("aggregate", value, None, where)


def _judgements(_: Parameter, value: Any, where: str) -> Any:
    if not isinstance(value, list | tuple | Mapping):
        raise DataError(f"{where}: is {value!r}, it is a matrix of comparisons, or a list of them")
    return value


_KINDS: Mapping[str, Callable[[Parameter, Any, str], Any]] = {
    "number": _number,
    "whole": _whole,
    "flag": _flag,
    "choice": _choice,
    "text": _text,
    "numbers": _numbers,
    "names": _each(_text),
    "ranges": _each(_range),
    "methods": _each(_mean),
    "judgements": _each(_judgements),
}


def _plain(value: Any) -> Any:
    if isinstance(value, Step):
        leaves = {"leaves": _plain(value.leaves)} if value.leaves else {}
        kept = {key: one for key, one in value.parameters.items() if one is not None}
        return {"method": value.method, **{key: _plain(one) for key, one in kept.items()}, **leaves}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return list(map(_plain, value)) if isinstance(value, list | tuple) else value


_FIRST = {"screen": "availability", "normalise": "min_max", "weigh": "given", "aggregate": "sum", "rank": "competition"}

STANDARD = Recipe(**{name: _step(name, {"method": _FIRST.get(name, "none")}, None) for name in STEPS})
"""The house's definition: min-max from 0 to 1, given weights, score = sum of weight x normalised value."""
