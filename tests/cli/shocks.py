"""A shock on a network worked by hand, as the command finds it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.network.supplied import supplied
from valuenet.cli.shock_told import Call, Told
from valuenet.network.shock.critical import critical
from valuenet.network.shock.loss import summary
from valuenet.network.shock.shock import Rules, shock
from valuenet.network.shock.shock_tables import compared, critical_table, curve_table, step_tables

NETWORK = supplied(
    "a>p a>q b>q c>r a>c",
    {"a": "chip", "b": "chip"},
    country={"a": "US", "b": "CN"},
    layer={"p": "base"},
    label={"p": "=1+1"},
    sample={"p": True, "q": True},
)
LABELS = {"country": {"US": "United States"}, "sector": {"chip": "Smart chips"}, "layer": {"base": "Base layer"}}


def call(steps: Sequence[Sequence[str]] = (), **parts: Any) -> Call:
    """A call with the command's defaults."""
    how: dict[str, Any] = {"chosen": {}, "wave": None, "by": ("sector",), "capacity": 0.5, "threshold": 0.5, "seed": 0}
    rest: dict[str, Any] = {"unknown_counts": False, "observed_only": False, "number": 10, "objective": "receivers"}
    return Call(steps=[list(step) for step in steps], **{**how, **rest, **parts})


def told_of(*steps: Sequence[str]) -> Told:
    """What the command would find on the hand-made network."""
    found = list(shock(NETWORK, steps, Rules(home="CN")))
    worst = critical(found[0].exposed)
    whole = {"curves": curve_table(compared(found, Rules())), "critical": critical_table(NETWORK, worst)}
    names = {each: f"Firm {each}" for each in NETWORK.nodes["id"]}
    counts, tables = [summary(step) for step in found], [step_tables(step) for step in found]
    return Told(call(steps), found, counts, tables, whole, worst, names, LABELS, synthetic=True)
