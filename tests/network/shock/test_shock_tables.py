"""The tables that the report takes."""

from __future__ import annotations

import polars as pl

from tests.network.supplied import supplied
from valuenet.network.shock.shock import Rules, shock
from valuenet.network.shock.shock_tables import compared, default_shock, report_tables, step_tables

NETWORK = supplied(
    "a>p a>q b>p b>r c>r d>s",
    dict.fromkeys("abcd", "chip"),
    country={"a": "US", "b": "DE", "c": "DE", "d": "CN"},
    layer={"p": "base"},
)
RULES = Rules(home="CN")


def test_the_default_shock_is_the_country_abroad_that_supplies_most() -> None:
    assert default_shock(NETWORK, RULES) == ["country:DE"]
    assert default_shock(NETWORK, Rules()) == ["top:10"]
    assert default_shock(supplied("a>b", country={"a": "CN"}), RULES) == ["top:10"]


def test_a_reports_tables_agree_with_each_other() -> None:
    tables = report_tables(NETWORK, RULES, number=2)
    counts = dict(tables["summary"].select("count", "value").iter_rows())
    assert tables["summary"]["words"][0] == "country:DE"
    assert counts["suppliers_lost"] == 2
    assert tables["critical"].rows() == [(1, "a", 2, 2, 2, 2), (2, "b", 2, 1, 3, 4)]
    own = tables["curves"].filter(strategy="shock", measured="receivers_losing_a_sector")
    assert own["value"].item() == counts["receivers_losing_a_sector"] / counts["receivers"]
    assert tables["by_side"].filter(side="layer")["receivers"].sum() == counts["receivers"]
    assert tables["cut_off"]["receiver"].to_list() == ["r"]


def test_the_curves_reach_as_far_as_all_steps_together() -> None:
    steps = list(shock(NETWORK, [["a"], ["b"]], RULES))
    curves = compared(steps, RULES)
    assert {each.removed.tolist()[-1] for each in curves if each.strategy == "shock"} == {2}
    assert {each.removed.tolist()[-1] for each in curves if each.strategy == "random"} == {4}


def test_substitutes_are_named_with_whom_they_replace() -> None:
    network = supplied("a>p b>q b>r", dict.fromkeys("ab", "chip"))
    [step] = shock(network, [["a"]])
    assert step_tables(step)["substitutes"].rows() == [("p", "a", "b")]
    assert all(isinstance(table, pl.DataFrame) for table in step_tables(step).values())
