from __future__ import annotations

import pytest

from tests.measures.tiny_study import Connection, declared, tiny
from valuenet.database.network import hold_wave, read_network
from valuenet.database.views import create_views
from valuenet.errors import UsageError


def _with_views(con: Connection) -> Connection:
    create_views(con)
    return con


@pytest.mark.parametrize("wave", [None, "2019", "2018"])
def test_nodes_and_arcs_are_those_of_the_views(wave: str | None) -> None:
    con = _with_views(tiny())
    network = read_network(con, wave)
    ids = network.nodes["id"].to_list()
    arcs = [(ids[a], ids[b], kind) for a, b, kind in network.relations.select("source", "target", "kind").iter_rows()]
    assert ids == [row[0] for row in con.execute("SELECT subject_id FROM network_node ORDER BY ALL").fetchall()]
    assert arcs == con.execute("SELECT from_id, to_id, kind FROM network_relation ORDER BY relation_id").fetchall()
    sample = con.execute("SELECT subject_id FROM network_node WHERE is_sample ORDER BY ALL").fetchall()
    assert network.nodes.filter("sample")["id"].to_list() == [row[0] for row in sample]


def test_an_ego_is_named_on_its_side() -> None:
    con = _with_views(tiny())
    network = read_network(con)
    egos = con.execute("SELECT ego_id FROM network_relation ORDER BY relation_id").fetchall()
    ends = network.relations.select("source", "target", "ego_is_source").iter_rows()
    ids = network.nodes["id"]
    assert [ids[a if own else b] for a, b, own in ends] == [row[0] for row in egos]


def test_an_earlier_wave_has_its_own_network_and_the_file_stays() -> None:
    con = _with_views(tiny())
    late, early = read_network(con).relations, read_network(con, "2018").relations
    ended = con.execute("SELECT relation_id FROM relation WHERE last_wave = '2018'").fetchall()
    assert set(ended[0]) <= set(early["relation_id"]) - set(late["relation_id"])
    assert read_network(con, "2019").relations.equals(late)
    assert con.execute("SELECT wave FROM main.study").fetchall() == [("2019",)]


def test_an_unknown_wave_is_named() -> None:
    con = _with_views(tiny())
    with pytest.raises(UsageError, match="no wave '2017'; it has 2018, 2019"):
        hold_wave(con, "2017")


def test_a_study_that_holds_nothing_has_an_empty_network() -> None:
    network = read_network(_with_views(declared()))
    assert (network.graph.nodes, network.graph.relations) == (0, 0)
