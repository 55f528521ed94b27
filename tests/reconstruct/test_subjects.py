from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tests.reconstruct.recipes import FIGURES, NAMES, recipe
from valuenet.errors import DataError
from valuenet.reconstruct.nodes import degrees
from valuenet.reconstruct.recipe import Assumptions
from valuenet.reconstruct.subjects import Ground, Subjects, enterprises_of, named, shown, subjects_of

WAVES = {"2018": date(2018, 12, 31), "2019": date(2019, 12, 31)}
INVESTORS = {
    "kind": "investor", "total": 3, "nodes": True, "fields": {}, "file": "funds",
    "lists": {"sizes": {"2018": 2, "2019": 3}, "left": {"2018": 1}},
}  # fmt: skip
PARKS = {"kind": "park", "total": 2, "fields": {"region": {"constant": "110000"}}, "file": "places"}
NODES = pl.DataFrame(
    {
        "number": pl.Series([40, 41], dtype=pl.UInt32),
        "kind": ["investor", "enterprise"],
        "name_en": [None, "Intel"],
        "name_zh": [None, "英特尔"],
        "country": ["US", "US"],
        "region": pl.Series([None, None], dtype=pl.String),
        "home_country": ["US", "US"],
    },
    schema_overrides={"name_en": pl.String, "name_zh": pl.String},
)


def ground(**tables: object) -> Ground:
    """A small study: forty enterprises, three investors, two cohorts of parks."""
    firms = recipe(relations=[{"relation": "financing", "within": {"status": "other"}, "at_most": 0}])
    known = {"firms": firms.model_dump(by_alias=True), "funds": INVESTORS, "parks_2018": PARKS, "parks_2019": PARKS}
    assumptions = Assumptions.model_validate(
        {
            "assumptions": 1,
            "seed": 1,
            "tables": known | tables,
            "finance": {"ladder": ["angel"], "rounds": {"0": 1}},
            "relation_years": {"2018": 1},
        }
    )
    return Ground("CN", WAVES, FIGURES, NAMES, assumptions)


@pytest.fixture(scope="module")
def found() -> Subjects:
    ties = pl.DataFrame({"ego": [0], "alter": [40]}, schema={"ego": pl.UInt32, "alter": pl.UInt32})
    return subjects_of(ground(), enterprises_of(ground(), 1), degrees(NODES, ties), 1)


def test_enterprises_are_numbered_named_and_bounded() -> None:
    firms = enterprises_of(ground(), 1)
    assert firms["number"].to_list() == list(range(40))
    assert firms["name_en"].to_list()[:3] == ["Tencent", "Baidu", "Synthetic enterprise 00002"]
    assert firms["name_en"].n_unique() == 40
    assert set(firms.filter(pl.col("most_financing") == 0)["status"]) == {"other"}


def test_there_must_be_one_table_of_enterprises() -> None:
    with pytest.raises(DataError, match="2 tables of kind 'enterprise'"):
        enterprises_of(ground(more=recipe().model_dump(by_alias=True)), 1)


def test_every_list_is_a_table_and_cohorts_share_one(found: Subjects) -> None:
    assert {name: table.height for name, table in found.tables.items()} == {
        "firms_2018": 30, "firms_2019": 40, "funds_2018": 2, "funds_2019": 3, "places": 4,
    }  # fmt: skip


def test_no_two_subjects_share_a_name(found: Subjects) -> None:
    last = [table["name_en"] for name, table in found.tables.items() if not name.endswith("2018")]
    names = pl.concat(last)
    assert names.n_unique() == len(names)


def test_a_node_of_the_network_is_the_subject_of_its_number(found: Subjects) -> None:
    assert "Synthetic investor 00040" in found.tables["funds_2019"]["name_en"].to_list()
    assert found.entries.filter(pl.col("number") == 40).height == 1


def test_quantities_are_known_of_the_last_list_alone(found: Subjects) -> None:
    assert "patents" in found.tables["firms_2019"].columns
    assert "patents" not in found.tables["firms_2018"].columns


def test_only_fields_of_the_model_are_shown() -> None:
    frame = pl.DataFrame(
        {"number": [2, 1], "name_en": ["b", "a"], "layer": ["base", None], "patents": [3.0, 1.0], "odd": [1, 2]}
    )
    assert shown(frame).to_dict(as_series=False) == {"name_en": ["a", "b"], "layer": [None, "base"], "patents": [1, 3]}


def test_a_printed_name_is_kept_as_it_is() -> None:
    frame = pl.DataFrame(
        {"kind": ["enterprise"], "number": [1], "name_zh": [None], "name_en": ["vivo"]},
        schema_overrides={"name_zh": pl.String},
    )
    assert named(frame)["name_zh"].to_list() == [None]
