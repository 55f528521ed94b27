"""Indicators divided by another number of the same region, so that large regions and small ones compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from valuenet.errors import DataError, nearest
from valuenet.index.recipe import Step
from valuenet.index.table import FloatArray


def denominated(
    values: FloatArray, leaves: Sequence[str], denominators: Mapping[str, FloatArray], step: Step
) -> FloatArray:
    """Return `values` `(regions, leaves)`, each leaf that the step names divided by its denominator, times a scale.

    No data in either is no data. Raises `DataError` naming the leaf for a denominator that is not there or is 0 where
    the indicator has data.

    >>> from valuenet.index.recipe import recipe_of
    >>> step = recipe_of({"denominate": {"by": {"trade": "gdp"}, "scale": {"trade": 100}}}).denominate
    >>> denominated(np.array([[3.0, 5.0]]), ["trade", "age"], {"gdp": np.array([6.0])}, step).tolist()
    [[50.0, 5.0]]
    """
    if step.method == "none":
        return values
    result = values.copy()
    unknown = [leaf for leaf in step["by"] if leaf not in leaves]
    if unknown:
        raise DataError(f"recipe: denominate: by: '{unknown[0]}' is no leaf of the index{nearest(unknown[0], leaves)}")
    scale = step["scale"]
    for leaf, name in step["by"].items():
        if name not in denominators:
            hint = nearest(name, denominators) or f"; there is {', '.join(denominators) or 'none'}"
            raise DataError(f"indicator '{leaf}': there is no denominator '{name}'{hint}")
        column = list(leaves).index(leaf)
        by = denominators[name]
        if ((by == 0) & ~np.isnan(values[:, column])).any():
            raise DataError(
                f"indicator '{leaf}': its denominator '{name}' is 0 in region {int(np.argmax(by == 0)) + 1}"
            )
        factor = scale.get(leaf, 1.0) if isinstance(scale, Mapping) else scale
        result[:, column] = values[:, column] / np.where(by == 0, np.nan, by) * factor
    return result
