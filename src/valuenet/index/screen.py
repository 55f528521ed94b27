"""Which regions and indicators have enough data to stay, and which indicators tell regions apart at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from valuenet.errors import DataError
from valuenet.index.columns import low_high
from valuenet.index.recipe import Step
from valuenet.index.table import FloatArray


@dataclass(frozen=True)
class LeftOut:
    """A region or an indicator that was left out: `why`, and the `share` of its values that are there, 0..1."""

    kind: str
    code: str
    why: str
    share: float

    def __str__(self) -> str:
        return f"{self.kind} '{self.code}': left out, {self.why} ({self.share:.0%} of its values are there)"


def screened(
    values: FloatArray, regions: Sequence[str], leaves: Sequence[str], step: Step
) -> tuple[FloatArray, npt.NDArray[np.bool_], tuple[LeftOut, ...]]:
    """Return `values` `(kept regions, leaves)`, which regions were kept, and everything that was left out.

    A leaf that is left out is NaN everywhere: its weight shows as weight not covered. Indicators are judged first,
    over all regions; regions then by the indicators that are left. Raises `DataError` naming the indicator or region
    where nothing is left.

    >>> from valuenet.index.recipe import recipe_of
    >>> step = recipe_of({"screen": {"regions": 0.6}}).screen
    >>> kept = screened(np.array([[1.0, 2.0], [3.0, np.nan]]), ["A", "B"], ["x", "y"], step)
    >>> kept[0].tolist(), [str(one) for one in kept[2]]
    ([[1.0, 2.0]], ["region 'B': left out, fewer than 60% (50% of its values are there)"])
    """
    known = ~np.isnan(values)
    shares = known.mean(axis=0)
    poor = shares + 1e-9 < step["indicators"]
    result = np.where(poor, np.nan, values) if poor.any() else values
    out = [
        LeftOut("indicator", leaves[i], f"fewer than {step['indicators']:.0%}", float(shares[i]))
        for i in np.flatnonzero(poor).tolist()
    ]
    kept = np.ones(len(regions), np.bool_)
    if step["regions"] > 0:
        by_region = (~np.isnan(result))[:, ~poor].mean(axis=1) if not poor.all() else np.zeros(len(regions))
        kept = by_region + 1e-9 >= step["regions"]
        why = f"fewer than {step['regions']:.0%}"
        out += [LeftOut("region", regions[i], why, float(by_region[i])) for i in np.flatnonzero(~kept).tolist()]
        if not kept.any():
            raise DataError(
                f"region '{regions[0]}': no region has {step['regions']:.0%} of the indicators: ask for less"
            )
        result = result[kept]
    return result, kept, tuple(out)


def without_scale(
    values: FloatArray, leaves: Sequence[str], step: Step, *, spread: npt.NDArray[np.bool_]
) -> tuple[FloatArray, tuple[LeftOut, ...]]:
    """Return `values` with NaN for each leaf without any data, or, of those that need `spread`, equal everywhere.

    Raises `DataError` naming the leaf where the step refuses such leaves, and where no leaf is left.
    """
    low, high = low_high(values)
    empty, flat = np.isnan(low), (low == high) & spread
    for kind, wrong, why in (("empty", empty, "it has no data"), ("constant", flat, _flat(len(values)))):
        if wrong.any() and step[kind] == "refuse":
            leaf = leaves[int(np.argmax(wrong))]
            raise DataError(
                f"indicator '{leaf}': {why}: leave it out of the tree, or say `{kind}: leave_out` in the step screen"
            )
    gone = empty | flat
    out = tuple(
        LeftOut("indicator", leaves[i], _flat(len(values)), float((~np.isnan(values[:, i])).mean()))
        if flat[i]
        else LeftOut("indicator", leaves[i], "it has no data", 0.0)
        for i in np.flatnonzero(gone).tolist()
    )
    return (np.where(gone, np.nan, values) if gone.any() else values), out


def _flat(regions: int) -> str:
    if regions == 1:
        return "there is one region only, nothing to compare it with"
    return "all its values are equal, there is no scale between them"
