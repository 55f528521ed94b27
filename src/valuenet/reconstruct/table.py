"""A table of synthetic subjects: printed ones first, then invented ones, every field filled to its margin."""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import numpy as np
import polars as pl

from valuenet.errors import DataError
from valuenet.model.figure import Figure
from valuenet.reconstruct.amount import count_of
from valuenet.reconstruct.fill import Labels, Mask, apportion, empty, fill
from valuenet.reconstruct.margin import margin_of
from valuenet.reconstruct.quantities import quantities
from valuenet.reconstruct.recipe import FieldRecipe, TableRecipe

Names = Mapping[str, tuple[str | None, str]]
"""The Chinese name (where it is known) and the English one of each printed subject, by the English one."""


def generator(seed: int, *words: str) -> np.random.Generator:
    """Return a random generator of its own for what the words name: a new field does not disturb the others.

    >>> bool(generator(1, "a").random() == generator(1, "a").random())
    True
    """
    return np.random.default_rng([seed, crc32("/".join(words).encode())])


def table(name: str, recipe: TableRecipe, figures: Mapping[str, Figure], names: Names, seed: int) -> pl.DataFrame:
    """Return one row a subject: kind, name_zh, name_en (null for those to be invented) and the fields of the recipe.

    Printed subjects come first, in the order of the recipe. Texts are text (several values are parted by `|`),
    quantities are Float64. Raises `DataError` naming table and field where a margin cannot be filled.
    """
    rows = count_of(recipe.total, 0, figures)
    printed = [_printed(name, each["name"], names) for each in recipe.named]
    if len(printed) > rows:
        raise DataError(f"table '{name}': {len(printed)} subjects are named, its total is {rows}")
    columns: dict[str, Labels] = {
        "printed": np.array(["yes"] * len(printed) + ["no"] * (rows - len(printed)), dtype=object)
    }
    for field, declared in recipe.fields.items():
        told = _column([each.get(field) for each in recipe.named], rows)
        try:
            columns[field] = _filled(declared, told, columns, recipe, figures, generator(seed, name, field))
        except DataError as error:
            raise DataError(f"table '{name}', field '{field}': {error}") from None
    named = {
        "kind": pl.Series([recipe.kind] * rows, dtype=pl.String),
        "name_zh": pl.Series([*(zh for zh, _ in printed), *[None] * (rows - len(printed))], dtype=pl.String),
        "name_en": pl.Series([*(en for _, en in printed), *[None] * (rows - len(printed))], dtype=pl.String),
    }
    return pl.DataFrame(named | {field: _series(values) for field, values in columns.items()})


def _printed(table: str, name: str, names: Names) -> tuple[str | None, str]:
    if name not in names:
        raise DataError(f"table '{table}' names '{name}', which is not among the printed names")
    return names[name]


def _column(values: list[str | None], rows: int) -> Labels:
    found = np.full(rows, None, dtype=object)
    found[: len(values)] = values
    return found


def _series(values: Labels) -> pl.Series:
    held = [each for each in values if each is not None]
    numeric = bool(held) and all(isinstance(each, float) for each in held)
    return pl.Series(values.tolist(), dtype=pl.Float64 if numeric else pl.String)


def scope_of(within: Mapping[str, str], columns: Mapping[str, Labels], rows: int) -> Mask:
    """Return which rows have all the labels of `within`; raise `DataError` for a field that is not filled yet."""
    found = np.ones(rows, dtype=bool)
    for field, label in within.items():
        if field not in columns:
            raise DataError(f"'{field}' is not filled before it: put it further up")
        found &= columns[field] == label
    return found


def _filled(
    declared: FieldRecipe,
    told: Labels,
    columns: Mapping[str, Labels],
    recipe: TableRecipe,
    figures: Mapping[str, Figure],
    rng: np.random.Generator,
) -> Labels:
    scope = scope_of(declared.within, columns, len(told))
    if declared.numbers is not None:
        known = [each["name"] for each in recipe.named]
        like = columns[declared.numbers.like] if declared.numbers.like else None
        return quantities(declared.numbers, scope, known, figures, rng, like)
    if declared.several:
        among = int(scope.sum()) if declared.among is None else count_of(declared.among, 0, figures)
        counts = {value: count_of(amount, among, figures) for value, amount in declared.several.items()}
        return _several(counts, scope, rng)
    labels = told
    if declared.same_as is not None:
        labels = columns[declared.same_as].copy()
        labels[~scope] = None
    if declared.constant is not None:
        labels[empty(labels) & scope] = declared.constant
    if declared.by is not None:
        labels = _by(declared, columns[declared.by], labels, rng)
    for part in declared.parts:
        chosen = scope & scope_of(part.within, columns, len(told))
        labels[chosen] = fill(labels[chosen], margin_of(part, int(chosen.sum()), figures), rng)
    if declared.margin is not None:
        labels[scope] = fill(labels[scope], margin_of(declared.margin, int(scope.sum()), figures), rng)
    labels[labels == ""] = None
    return _dates(labels, rng) if declared.date else labels


def _by(declared: FieldRecipe, groups: Labels, labels: Labels, rng: np.random.Generator) -> Labels:
    """Fill the rows of each group that the recipe knows, in proportion to the group's own weights."""
    filled = labels.copy()
    for group, weights in declared.of.items():
        rows = np.flatnonzero((groups == group) & empty(filled))
        filled[rows] = fill(filled[rows], apportion(rows.size, weights), rng)
    return filled


def _several(counts: Mapping[str, int], scope: Mask, rng: np.random.Generator) -> Labels:
    """Give each value to its number of rows, those without any first; a row can have several, none twice."""
    rows = np.flatnonzero(scope)
    found: dict[int, list[str]] = {int(row): [] for row in rows}
    for value, count in counts.items():
        if count > rows.size:
            raise DataError(f"'{value}' is to stand {count} times in {rows.size} rows")
        mixed = rng.permutation(rows)
        held = np.array([bool(found[int(row)]) for row in mixed])
        for row in mixed[np.argsort(held, kind="stable")][:count]:
            found[int(row)].append(value)
    labels = np.full(len(scope), None, dtype=object)
    for at, values in found.items():
        labels[at] = "|".join(values) or None
    return labels


def _dates(years: Labels, rng: np.random.Generator) -> Labels:
    months, days = rng.integers(1, 13, len(years)), rng.integers(1, 29, len(years))
    dated = [
        None if year is None else f"{year}-{month:02d}-{day:02d}"
        for year, month, day in zip(years, months, days, strict=True)
    ]
    return np.array(dated, dtype=object)
