"""Reading a study's index back for the engine."""

from __future__ import annotations

import pytest

from tests.database.indexed import index, sampled
from valuenet.database.index import read_index
from valuenet.database.measured_index import write_index
from valuenet.errors import DatabaseError, UsageError


def test_a_wave_that_the_file_does_not_hold_is_computed() -> None:
    con = sampled()
    write_index(con, index())
    found = read_index(con, "2017")
    assert found.wave == "2017"
    assert found.table.values[:, 0].tolist() == [5, 3, 2, 1, 0]
    assert con.execute("SELECT wave FROM study").fetchall() == [("2019",)]
    assert found.named.labels["all"] == ("all 指标", "all")
    assert found.regions["110000"] == ("北京", "Beijing")
    assert found.table.groups["metropolitan_region"][0] == "jing_jin_ji"


def test_a_recipe_that_carries_values_has_the_earlier_waves() -> None:
    con = sampled()
    write_index(con, index(recipe={"impute": "carry"}))
    assert len(read_index(con).table.earlier) == 2
    assert len(read_index(con, "2018").table.earlier) == 1


def test_what_is_not_there_is_named() -> None:
    con = sampled()
    with pytest.raises(DatabaseError, match="the study has no index"):
        read_index(con)
    write_index(con, index())
    with pytest.raises(UsageError, match=r"no wave '2109'; it has 2017, 2018, 2019; did you mean '2019'\?"):
        read_index(con, "2109")
    con.execute("DELETE FROM sample WHERE wave = '2017'")
    with pytest.raises(DatabaseError, match="no region at 2017"):
        read_index(con, "2017")
