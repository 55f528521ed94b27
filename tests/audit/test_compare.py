"""Figures against the results of the hand-made study, one of every outcome."""

from pathlib import Path

import pytest

from valuenet.audit.binding import Bindings, read_bindings
from valuenet.audit.compare import Compared, Count, compare, count, outcome, residue, summary
from valuenet.model.figure import Figure, read_figures

from .conftest import Results

FIGURES = """id,chapter,row,value,unit,status
a.layer.base.count,enterprises,,1,count,exact
a.layer.application.count,enterprises,,6,count,exact
a.layer.base.share,enterprises,,12.5,percent,exact
a.layer.technology.share,enterprises,,12.6,percent,rounding
a.layer.cloud.share,enterprises,,12.6,percent,exact
a.top,network,Intel's,4,count,exact
a.funding.en,enterprises,,3.16,yuan_1e9,exact
a.funding.zh,enterprises,,31.6,yuan_1e8,exact
a.each,enterprises,,0.125,ratio,exact
a.each_not,enterprises,,0.125,ratio,exact
a.each_missing,enterprises,,0.125,ratio,exact
a.place.beijing,enterprises,,2,count,exact
a.place.america,enterprises,,1,count,exact
a.place.atlantis,enterprises,,1,count,exact
quoted.world,background,,5386,count,exact
stray,background,,1,count,exact
"""
BINDINGS = """pattern,measure,where,function,column,reason_zh,reason_en
a.layer.{layer}.count,enterprises.by_layer,layer={layer},,enterprises,,
a.layer.{layer}.share,enterprises.by_layer,layer={layer},,share,,
a.top,network.top_relation_nodes,subject_id={row:subject},,weighted_degree,,
a.funding,enterprises.funding_total,,,funding_cny,,
a.each,enterprises.by_region,region={Shanghai:region}|{Zhejiang:region},each,share,,
a.each_not,enterprises.by_region,region={Shanghai:region}|{Beijing:region},each,share,,
a.each_missing,enterprises.by_region,region={Shanghai:region}|{Tibet:region},each,share,,
a.place.{place},enterprises.by_region,region={place:region},,enterprises,,
a.place.{place},enterprises.by_country,country={place:country},,enterprises,,
quoted.*,,,,,转引,Quoted
"""
EXPECTED = {
    "a.layer.base.count": ("equal", "1"),
    "a.layer.application.count": ("differs", "5"),
    "a.layer.base.share": ("equal", "12.5"),
    "a.layer.technology.share": ("rounding", "12.5"),
    "a.layer.cloud.share": ("no_data", ""),
    "a.top": ("equal", "4"),
    "a.funding.en": ("equal", "3.16"),
    "a.funding.zh": ("equal", "31.6"),
    "a.each": ("equal", "0.125"),
    "a.each_not": ("differs", "0.250"),
    "a.each_missing": ("no_data", ""),
    "a.place.beijing": ("equal", "2"),
    "a.place.america": ("equal", "1"),
    "a.place.atlantis": ("no_data", ""),
    "quoted.world": ("unbound", ""),
    "stray": ("unbound", ""),
}


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Figure], Bindings]:
    """The figures and bindings, read from files."""
    folder: Path = tmp_path_factory.mktemp("declared")
    (folder / "figures.csv").write_text(FIGURES, encoding="utf-8")
    (folder / "bindings.csv").write_text(BINDINGS, encoding="utf-8")
    return read_figures(folder / "figures.csv"), read_bindings(folder / "bindings.csv")


@pytest.fixture(scope="module")
def compared(results: Results, declared: tuple[dict[str, Figure], Bindings]) -> dict[str, Compared]:
    """The comparison, by figure."""
    return {each.figure.id: each for each in compare(results, *declared)}


@pytest.mark.parametrize("figure_id", EXPECTED)
def test_every_outcome(figure_id: str, compared: dict[str, Compared]) -> None:
    found = compared[figure_id]
    assert (found.outcome, found.computed_text) == EXPECTED[figure_id]


def test_figures_keep_their_order(compared: dict[str, Compared]) -> None:
    assert list(compared) == list(EXPECTED)


def test_each_compared_figure_carries_the_query_that_gives_it(compared: dict[str, Compared], results: Results) -> None:
    beijing = compared["a.place.beijing"]
    assert beijing.measure == "enterprises.by_region"
    assert results.query(beijing.query or "")["value"].to_list() == [2]
    assert compared["quoted.world"].query is None


def test_what_fails_are_figures_that_should_hold(compared: dict[str, Compared]) -> None:
    failing = ["a.layer.application.count", "a.layer.cloud.share", "a.each_not", "a.each_missing", "a.place.atlantis"]
    assert [name for name, each in compared.items() if each.fails] == failing


def test_a_figure_that_no_table_yields_says_why_and_is_not_counted(compared: dict[str, Compared]) -> None:
    assert (compared["quoted.world"].reason, compared["quoted.world"].unbound_zh) == ("Quoted", "转引")
    assert compared["stray"].reason == ""
    chapters = summary(compared.values())
    assert [(each.chapter, each.figures, each.counted) for each in chapters] == [
        *(("enterprises", 13, 13), ("network", 1, 1), ("background", 2, 0)),
    ]
    assert chapters[0] == Count("enterprises", 13, equal=7, rounding=1, differs=2, no_data=3, unbound=0)
    assert str(count("", list(compared.values()))) == "8 of 14 exact"
    assert len(list(residue(compared.values()))) == 6


def test_a_count_is_never_off_by_rounding_alone() -> None:
    def printed(value: float, decimals: int, unit: str) -> Figure:
        return Figure("a", "", "", "", "", value, str(value), decimals, unit)

    assert outcome(printed(547, 0, "count"), 546) == "differs"
    assert outcome(printed(38, 0, "percent"), 37.4) == "rounding"
    assert outcome(printed(2.5, 1, "percent"), 2.45) == outcome(printed(2.4, 1, "percent"), 2.45) == "equal"


def test_a_file_is_opened_by_its_path(tmp_path: Path, declared: tuple[dict[str, Figure], Bindings]) -> None:
    from valuenet.errors import DatabaseError

    with pytest.raises(DatabaseError, match="there is no database file"):
        compare(tmp_path / "none.duckdb", *declared)
