"""Flows through a middle."""

from __future__ import annotations

import re

from tests.report.drawn import collisions, marks, texts
from valuenet.report.document import Chart, Mark
from valuenet.report.flows import sankey


def flow(label: str, group: str, value: float, *, outward: bool = False) -> Mark:
    """A flow between an end and a group."""
    return Mark(label, value, f"{value:g}", group, key=label, outward=outward, group=1)


CHART = Chart(
    *("sankey", "t", "d", "en"),
    (
        *(flow("Beijing", "P", 3), flow("Beijing", "Q", 1), flow("Abroad", "Q", 2)),
        *(flow("Cars", "P", 4, outward=True), flow("Homes", "Q", 4, outward=True)),
    ),
    axis="From",
    up_axis="To",
    series=("P", "Q"),
    table="a.b",
)


def widths() -> dict[str, float]:
    """How wide each ribbon is at its ends."""
    return {
        said: float(found[1])
        for _, attributes, said in marks(sankey(CHART))
        if (found := re.search(r"v([\d.]+)", attributes["d"]))
    }


def test_ribbons_are_as_wide_as_their_values() -> None:
    found = widths()
    unit = found["P → Cars: 4"] / 4
    assert all(abs(wide - unit * float(said.rpartition(" ")[2])) < 0.11 for said, wide in found.items())
    assert set(found) == {"Beijing → P: 3", "Beijing → Q: 1", "Abroad → Q: 2", "P → Cars: 4", "Q → Homes: 4"}


def test_ends_and_groups_are_named_once_with_their_sums() -> None:
    found = texts(sankey(CHART))
    assert sorted(found) == sorted(["From", "To", "Beijing", "4", "Abroad", "2", "Cars", "4", "Homes", "4", "P", "Q"])
    assert collisions(sankey(CHART)) == []


def test_a_side_may_be_empty() -> None:
    drawn = sankey(Chart("sankey", "t", "d", "zh", CHART.marks[:3], series=("P", "Q")))
    assert len(marks(drawn)) == 3
    assert sankey(Chart("sankey", "t", "d", "zh", ())).parts == ()
