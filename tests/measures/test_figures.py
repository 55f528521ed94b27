"""Figures counted by hand on the study of `tiny_study.py`; every expectation below was worked out on paper."""

from __future__ import annotations

from typing import Any

import pytest

from valuenet.measures.catalogue import catalogue, indicators

from .conftest import answer
from .tiny_study import Connection, fill, tiny, viewed

Rows = list[tuple[Any, ...]]

GROUP = "platforms"
EXPECTED: dict[str, Rows] = {
    "sample.totals": [("2018", "stock", 11), ("2018", "flow", 1), ("2019", "stock", 24), ("2019", "flow", 3)],
    "sample.grand_total": [("2018", 12, 8, 5), ("2019", 27, 8, 5)],
    "sample.enterprise_composition": [
        *(("2018", "listed", 1, 0.2), ("2018", "unicorn", 2, 0.4), ("2018", "other", 2, 0.4)),
        *(("2019", "listed", 3, 0.375), ("2019", "unicorn", 2, 0.25), ("2019", "other", 3, 0.375)),
    ],
    "sample.sources": [("firms", 20, 18, 2, 1, 0.9, None), ("parks", 5, 5, 0, 0, 1.0, None)],
    "sample.rejected": [("firms", "row", "no_name", None, 2), ("firms", "cell", "not_a_date", "founded", 1)],
    "sample.admission": [("enterprise", True, 8, 8 / 9), ("enterprise", False, 1, 1 / 9)],
    "sample.screening": [
        *(("enterprise", "ai", True, 8, 8 / 9), ("enterprise", "ai", False, 1, 1 / 9)),
        *(("enterprise", "market", True, 1, 0.5), ("enterprise", "market", False, 1, 0.5)),
    ],
    "enterprises.by_region": [
        *(("110000", 2, 0.25), ("440000", 2, 0.25), ("310000", 1, 0.125), ("330000", 1, 0.125)),
        *(("370000", 1, 0.125), (None, 1, 0.125)),
    ],
    # Shandong lies in no metropolitan region: 7 of 8 are listed, shares are still of 8
    "enterprises.by_metropolitan_region": [
        *(("jing_jin_ji", 2, 0.25), ("pearl_delta", 2, 0.25), ("yangtze_delta", 2, 0.25), (None, 1, 0.125)),
    ],
    "enterprises.by_city": [
        *((1, "110000", 2, 0.25), (1, "440300", 2, 0.25), (3, "310000", 1, 0.125), (3, "330100", 1, 0.125)),
        (None, None, 2, 0.25),
    ],
    "enterprises.by_country": [("CN", 7, 0.875), ("US", 1, 0.125)],
    "enterprises.by_founding_year": [
        *((2001, 1, 0.125), (2010, 1, 0.125), (2015, 3, 0.375), (2016, 1, 0.125), (None, 2, 0.25)),
    ],
    "enterprises.by_layer": [
        *(("base", 1, 0.125), ("technology", 1, 0.125), ("application", 5, 0.625), (None, 1, 0.125)),
    ],
    # e2: its rounds, 10 + 50 million (the billion of 2020 is later than the wave); e5 has a round and no amount
    "enterprises.funding_total": [("2019", 8, 5, 4, 3.16e9, 0.79e9, 0.55e9)],
    # 100 million and 1 billion themselves belong to the middle band
    "enterprises.funding_bands": [
        ("under_100_million", 1, 0.125, 0.25),
        ("from_100_million_to_1_billion", 2, 0.25, 0.5),
        ("over_1_billion", 1, 0.125, 0.25),
        (None, 4, 0.5, None),
    ],
    "enterprises.funding_by_field": [
        *(("smart_city", 2, 2.06e9, 2.06 / 3.16), ("fintech", 1, 1e8, 0.1 / 3.16), (None, 1, 1e9, 1 / 3.16)),
    ],
    "enterprises.funding_by_round": [("seed", 1, 1 / 3, 1, 5e7, 0.0), ("angel", 2, 2 / 3, 1, 1e7, 1e7)],
    "enterprises.funding_by_year": [(2018, 1, 1, 1e7, 1e7), (2019, 1, 1, 5e7, 0.0), (None, 1, 0, None, None)],
    "technology.core_technologies_base_technology": [("big_data_cloud", 1, 0.5), ("visual_recognition", 1, 0.5)],
    "technology.patents_by_region": [
        *(("110000", 2, 1 / 3, 150), ("440000", 2, 1 / 3, 60), ("330000", 1, 1 / 6, 10), ("370000", 1, 1 / 6, 0)),
    ],
    "technology.patents_by_layer": [
        *(("base", 1, 100, 100 / 220, 100.0), ("technology", 1, 50, 50 / 220, 50.0)),
        ("application", 4, 70, 70 / 220, 17.5),
    ],
    "technology.rd_intensity_summary": [("2019", 5, 0.54 / 5, 0.1)],
    # 5 % and 15 % themselves belong to the middle band
    "technology.rd_intensity_bands": [
        *(("under_5_percent", 1, 0.125, 0.2), ("from_5_to_15_percent", 3, 0.375, 0.6)),
        *(("over_15_percent", 1, 0.125, 0.2), (None, 3, 0.375, None)),
    ],
    # medians of the four: 50 patents, 7.5 %
    "technology.patents_vs_rd": [
        *(("e1", "high_patents_high_rd", 100, 0.2), ("e2", "low_patents_high_rd", 50, 0.1)),
        *(("e3", "low_patents_low_rd", 50, 0.04), ("e6", "low_patents_low_rd", 10, 0.05)),
    ],
    # r16 ended in 2018 and r17 is not of the sample: 15 relations
    "network.relations_by_kind": [
        *(("technology", "technology_input", 4, 4 / 15, 0.5), ("technology", "technology_output", 4, 4 / 15, 0.5)),
        *(("human_capital", "study", 2, 2 / 15, 0.5), ("human_capital", "work", 2, 2 / 15, 0.5)),
        *(("capital", "financing", 2, 2 / 15, 2 / 3), ("capital", "investment", 1, 1 / 15, 1 / 3)),
    ],
    # the country of r07's other side is not known
    "network.overseas_shares": [
        *(("technology_input", 4, 3, 2, 2 / 3), ("technology_output", 4, 4, 1, 0.25)),
        *(("study", 2, 2, 1, 0.5), ("work", 2, 2, 1, 0.5)),
    ],
    # e1: r01 r02 r03 r09 r15 as ego, r04 r12 as alter
    "network.top_sample_nodes": [
        *((1, "e1", "base", "110000", 7), (2, "e3", "application", "440000", 5)),
        *((3, "e2", "technology", "110000", 4), (4, "e4", "application", "440000", 2)),
        (5, "e5", "application", "310000", 1),
    ],
    "network.top_relation_nodes": [
        *((1, "intel", "organisation", "US", 4), (2, "bank", "organisation", "CN", 2), (2, "v1", "investor", "CN", 2)),
        *((4, "mit", "university", "US", 1), (4, "u1", "university", "CN", 1), (4, "veiled", "organisation", None, 1)),
    ],
    "network.top_technology_input": [
        *((1, "e3", "application", 2, 0.5), (2, "e1", "base", 1, 0.25), (2, "e2", "technology", 1, 0.25)),
    ],
    "network.foreign_technology": [
        *(("technology_input", 2, 3, 2 / 3, 2), ("technology_output", 1, 3, 1 / 3, 1)),
    ],
    # with foreign ties: e1 e2 e3; without: e4
    "network.domestic_vs_overseas": [
        (True, 3, 0.375, 7 / 3, 16 / 3, 200 / 3, 0.34 / 3, 2.16e9 / 3),
        (False, 1, 0.125, 1.0, 2.0, 10.0, None, 1e9),
        (None, 4, 0.5, 0.0, 0.25, 5.0, 0.1, None),
    ],
    # made-up results of the engine: tables show what is told, and only that
    "network.parts": [("whole", "reciprocity", "ties_directed", 0.1, 0.0, 0.2, None)],
    "network.significance": [("ties_degrees", "reciprocity", "ties_directed", 0.1, -1.0, 0.3, 0.2, 0.0, 0.4, 60)],
    "network.core_and_groups": [("modularity", 0.5), ("core_fit", None)],
    "network.communities": [(1, 3, 1, 2, 1, None, None, None, None, None)],
    "network.layers_mixing": [("base", "base", 3, 2.0, 1.5), ("base", None, 3, 2.0, 1.5)],
    "network.top_brokers": [
        (1, "e1", "enterprise", 9.0, *[None] * 7),
        (2, "e2", "enterprise", 3.0, *[None] * 7),
    ],
    "network.critical_suppliers": [(1, "intel", "US", 2, 2, 2, 3)],
    "network.shock": [("removed", 1, "US")],
    "network.removal_curves": [("random", "failed", 0, 0.1, None, None), ("random", "failed", 1, 0.1, None, None)],
    # e2 is an arm of e1; r04 and r15 lie inside; 7 of 14 nodes: e1 e2, and intel bank e3 u1 mit beside them
    "ecosystem.shares": [(GROUP, 8, 2, 8 / 15, 7, 0.5, 2, 0.25, 1, 0.125)],
    "ecosystem.composition": [
        *((GROUP, "technology_input", "domestic", 1, 1, 0.5), (GROUP, "technology_input", "overseas", 1, 0, 0.5)),
        (GROUP, "technology_output", "domestic", 2, 0, 2 / 3),
        (GROUP, "technology_output", "overseas", 1, 0, 1 / 3),
        *((GROUP, "study", "domestic", 1, 0, 0.5), (GROUP, "study", "overseas", 1, 0, 0.5)),
        (GROUP, "investment", "domestic", 1, 1, 1.0),
    ],
    "ecosystem.output_regions_top10": [(GROUP, 1, "110000", 1, 0, 1 / 3), (GROUP, 1, "440000", 1, 0, 1 / 3)],
    "ecosystem.output_countries_top10": [(GROUP, 1, "US", 1, 0, 1 / 3)],
    "ecosystem.input_sectors_ai_core_top10": [
        *((GROUP, 1, "ai_platform", 1, 1, 0.5), (GROUP, 1, "smart_chip", 1, 0, 0.5)),
    ],
    "ecosystem.input_sectors_integrative_top10": [],
    # r06 r07 r08 r11 r12 r13 r14 among e3-e6, e8 and intel, veiled, bank, e1, v1
    "converged.structure": [("2019", 7, 10, 5, 5, 0.7)],
    "converged.top_sample_nodes": [(1, "e3", "440000", 4), (2, "e4", "440000", 2), (3, "e5", "310000", 1)],
    "converged.top_relation_nodes": [
        *((1, "intel", "organisation", "US", 2), (1, "v1", "investor", "CN", 2), (3, "bank", "organisation", "CN", 1)),
        *((3, "e1", "enterprise", "CN", 1), (3, "veiled", "organisation", None, 1)),
    ],
    "converged.transition_modes": [
        *(("acquisition", 1, 0.5, 0.5, 1, 0.5, 0.5), ("own_rd", 1, 0.5, 0.5, 1, 0.5, 0.5)),
        (None, 1, 0.5, None, 1, 0.5, None),
    ],
    "converged.transition_regions": [("330000", 1, 0.5, 1, 0.5), ("370000", 1, 0.5, 1, 0.5)],
    # e1: in intel, out bank, e3 and (r04, recorded by e2) e2; e3: in intel, veiled and (r03) e1; e4: out bank
    "converged.compared_totals": [
        *(("chosen", "e1", 4, 1, 3, 0.75, 1, 2), ("chosen", "e4", 1, 0, 1, 0.25, 0, 1)),
        ("chosen", "e3", 3, 3, 0, 0.0, 2, 0),
    ],
    "converged.compared_input_regions": [
        ("chosen", "e1", 1, "US", None, 1, 1.0),
        *(("chosen", "e3", 1, "CN", "110000", 1, 1 / 3), ("chosen", "e3", 1, "US", None, 1, 1 / 3)),
    ],
    "converged.compared_output_sectors": [
        *(("chosen", "e1", 1, "finance", 1, 1 / 3), ("chosen", "e4", 1, "finance", 1, 1.0)),
    ],
    # v4 is no sample university, mit none of the country
    "academia.ai_majors_by_year": [("vocational", 2020, 1, 0, 1), (None, 2018, 1, 1, 1), (None, 2019, 2, 2, 3)],
    "academia.ai_majors_by_region": [
        *(("vocational", "370000", 1, 1.0), (None, "110000", 2, 2 / 3), (None, "320000", 1, 1 / 3)),
    ],
    "academia.papers_by_kind": [("university", 3, 2, 100, 100 / 110), ("institute", 1, 1, 10, 10 / 110)],
    "academia.papers_top30": [
        *((1, "u1", "110000", 60, 60 / 110, 10), (2, "u2", "110000", 30, 30 / 110, None)),
        (3, "v4", "370000", 10, 10 / 110, None),
    ],
    "academia.foreign_partners_top20": [(1, "NTU", 3), (2, "NUS", 1)],
    "academia.institute_patents_top10": [(1, "i1", "110000", 30, 0.75), (2, "i2", "310000", 10, 0.25)],
    "linkers.conferences_by_city": [
        *((1, "110000", 1, 1 / 3), (1, "440300", 1, 1 / 3), (None, None, 1, 1 / 3)),
    ],
    "linkers.organisers_top20": [(1, "A", 2, 2 / 3), (2, "B", 1, 1 / 3)],
    "linkers.alliances_by_region": [("440000", 2, 2 / 3, 1), ("110000", 1, 1 / 3, None)],
    "linkers.alliances_by_year": [(2018, 1, 1 / 3, 1), (2019, 1, 1 / 3, 2), (None, 1, 1 / 3, None)],
    "government.policies_by_region": [("110000", 2, 2 / 3, 2), (None, 1, 1 / 3, 0)],
    "government.policies_by_area": [("strategy", 2, 2 / 3), ("data", 1, 1 / 3), (None, 1, 1 / 3)],
    "government.parks_by_year": [(2017, 1, 1 / 3, 1), (2019, 1, 1 / 3, 2), (None, 1, 1 / 3, None)],
    "index.scores": [(1, "110000", 0.6, 1.0), (2, "370000", 0.4, 1.0)],
    "index.by_dimension": [
        *(("110000", "firms", 0.6, 1, 1.0), ("110000", "parks", 0.0, 2, 1.0)),
        *(("370000", "firms", 0.0, 2, 1.0), ("370000", "parks", 0.4, 1, 1.0)),
    ],
    "index.tree": [
        *((1, "root", None, 1, 1.0, None, None), (2, "firms", "root", 1, 0.6, 0.61, -0.01)),
        *((2, "parks", "root", 1, 0.4, 0.4, 0.0), (3, "number_of_enterprises", "firms", 1, 0.6, 0.6, 0.0)),
        (3, "number_of_parks", "parks", 1, 0.4, 0.4, 0.0),
    ],
    "audit.summary": [("sample", 2, 2, 1, 1, 0, 0, 0.5), ("network", 3, 2, 0, 0, 1, 1, 0.0)],
    "audit.by_status": [
        *(("exact", 3, 2, 1, 0, 0, 1, 0.5), ("rounding", 1, 1, 0, 1, 0, 0, 0.0), ("typo", 1, 1, 0, 0, 1, 0, 0.0)),
    ],
    "audit.residue": [
        ("a.near", "0.61", "0.6", "rounding", "rounding", "a.near"),
        ("b.other", "9", "12", "differs", "typo", "b.other"),
        ("b.none", "5", None, "no_data", "exact", "b.none"),
    ],
}
REGIONS = ("110000", "310000", "320000", "330000", "370000", "440000")
"""Where the study has a sample subject of any kind."""
LEAVES: dict[str, tuple[float | None, ...]] = {
    "number_of_enterprises": (2, 1, 0, 1, 1, 2),
    "enterprise_valuation": (5e9, None, 0, None, None, None),
    "average_number_of_patents": (75, None, None, 10, 0, 30),
    "number_of_base_and_technology_enterprises": (2, 0, 0, 0, 0, 0),
    "technology_output_relations": (3, 0, 0, 0, 0, 1),
    "number_of_universities": (2, 0, 1, 0, 0, 0),
    "university_papers_international": (90, 0, None, 0, 0, 0),
    "number_of_institutes": (2, 1, 0, 0, 0, 0),
    "institute_papers_domestic": (),
    "institute_papers_international": (10, None, 0, 0, 0, 0),
    "institute_patents": (30, 10, 0, 0, 0, 0),
    "financing_relations": (0, 1, 0, 0, 0, 1),
    "amount_of_financing": (2.06e9, None, 0, None, None, 1.1e9),
    "investment_relations": (1, 0, 0, 0, 0, 0),
    "studying_abroad": (1, 0, 0, 0, 0, 0),
    "working_abroad": (0, 0, 0, 0, 0, 1),
    "international_technology_input": (1, 0, 0, 0, 0, 1),
    "international_technology_output": (1, 0, 0, 0, 0, 0),
    "number_of_conferences": (1, 0, 0, 0, 0, 1),
    "number_of_alliances": (1, 0, 0, 0, 0, 2),
    "number_of_parks": (0, 0, 1, 0, 2, 0),
    "number_of_policies": (2, 0, 0, 0, 0, 0),
}


def _close(found: Rows, expected: Rows) -> bool:
    return len(found) == len(expected) and all(
        have == pytest.approx(want) if isinstance(want, float) and have is not None else have == want
        for row, other in zip(found, expected, strict=True)
        for have, want in zip(row, other, strict=True)
    )


@pytest.mark.parametrize("name", EXPECTED)
def test_a_table_says_what_was_counted_by_hand(name: str, study: Connection) -> None:
    found = answer(study, catalogue()[name].sql)[1]
    assert _close(found, EXPECTED[name]), found


@pytest.mark.parametrize("name", LEAVES)
def test_a_leaf_says_what_was_counted_by_hand(name: str, study: Connection) -> None:
    found = answer(study, indicators()[name].sql)[1]
    expected = list(zip(REGIONS, LEAVES[name], strict=True)) if LEAVES[name] else []
    assert _close(found, expected), found


def test_composition_gives_the_change_since_the_wave_before(study: Connection) -> None:
    found = answer(study, catalogue()["sample.composition"].sql)[1]
    assert ("2018", "stock", "enterprise", 5, None) in found
    assert ("2019", "stock", "enterprise", 8, 3) in found
    assert ("2019", "flow", "conference", 3, 2) in found


def test_either_side_adds_the_mirrored_rows(either_study: Connection) -> None:
    def figures(name: str) -> Rows:
        return answer(either_study, catalogue()[name].sql)[1]

    # r03 is an input of e3 as well, r04 an output of e1, and r15 a financing of e2
    assert figures("network.top_technology_input") == [
        *((1, "e3", "application", 3, 0.6), (2, "e1", "base", 1, 0.2), (2, "e2", "technology", 1, 0.2)),
    ]
    assert figures("network.top_technology_output") == [
        *((1, "e1", "base", 3, 0.6), (2, "e2", "technology", 1, 0.2), (2, "e4", "application", 1, 0.2)),
    ]
    assert figures("network.relations_by_kind")[0][2] == 4  # relations themselves are never counted twice
    # r04 and r15, inside the group, count from both of their sides
    assert [row[2:5] for row in figures("ecosystem.relations_by_kind")] == [
        *(("technology_input", 2, 1), ("technology_output", 4, 1), ("study", 2, 0)),
        *(("financing", 1, 1), ("investment", 1, 1)),
    ]
    leaf: dict[str, int] = dict(answer(either_study, indicators()["financing_relations"].sql)[1])
    assert (leaf["110000"], leaf["310000"], leaf["440000"]) == (1, 1, 1)


def test_weighted_degrees_are_those_of_the_network(study: Connection) -> None:
    nodes = dict(study.execute("SELECT subject_id, weighted_degree FROM network_node").fetchall())
    for name in ("network.top_sample_nodes", "network.top_relation_nodes"):
        for row in answer(study, catalogue()[name].sql)[1]:
            assert nodes[row[1]] == row[-1]


def test_a_tie_at_the_end_of_a_list_is_shown_whole() -> None:
    con = tiny()
    names = [{"field": "organiser", "value": f"Z{number:02}"} for number in range(30)]
    fill(con, "attribute", [{"subject_id": "c2", **name, "source_id": "firms", "row": 3} for name in names])
    viewed(con)
    found = con.execute(catalogue()["linkers.organisers_top20"].sql).fetchall()
    assert [row[0] for row in found] == [1] + [2] * 31
    assert [row[1] for row in found] == ["A", "B", *(f"Z{number:02}" for number in range(30))]
