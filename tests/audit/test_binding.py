"""Bindings: patterns of ids, what a file must say, and the packaged study's file."""

from importlib.resources import files
from pathlib import Path

import pytest

from valuenet.audit.binding import Binding, Bindings, read_bindings, read_names
from valuenet.errors import DataError
from valuenet.model.figure import Figure, read_figures

HEAD = "pattern,measure,where,function,column,reason_zh,reason_en"


def rule(pattern: str, measure: str = "sample.totals") -> Binding:
    """A binding of which only the pattern matters."""
    return Binding(pattern, measure, (), "value", "subjects", "", "", "")


def figure(figure_id: str) -> Figure:
    """A figure of which only the id matters."""
    return Figure(figure_id, "sample", "", "Row", "Column", 1.0, "1", 0, "count")


def written(folder: Path, *lines: str) -> Path:
    """A file of bindings."""
    path = folder / "bindings.csv"
    path.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("pattern", "figure_id", "expected"),
    [
        ("a.{x}.c", "a.b.c", {"x": "b"}),
        ("a.{x}.c", "a.b.b.c", None),
        ("a.*c", "a.b.b.c", {}),
        ("a.*c", "a.c", {}),
        ("a.tech_{way}", "a.tech_input", {"way": "input"}),
        ("a.b", "a.b", {}),
        ("a.b", "axb", None),
    ],
)
def test_a_pattern_matches_whole_ids(pattern: str, figure_id: str, expected: dict[str, str] | None) -> None:
    assert rule(pattern).matches(figure_id) == expected


def test_the_first_binding_comes_first_and_twins_share_one() -> None:
    bindings = Bindings((rule("a.{x}.zh"), rule("a.{x}"), rule("b")))
    assert [each.pattern for each, _ in bindings.of(figure("a.b.zh"))] == ["a.{x}.zh", "a.{x}"]
    assert [(each.pattern, values) for each, values in bindings.of(figure("a.b.en"))] == [
        ("a.{x}", {"x": "b", "row": "Row", "column": "Column"})
    ]


def test_a_file_is_read_with_the_names_beside_it(tmp_path: Path) -> None:
    path = written(tmp_path, "a.{n},enterprises.by_layer,layer={n}; share>0,,share,,")
    (tmp_path / "names.csv").write_text("printed,name_zh,name_en\nAcme,甲,Acme Ltd\nVenus,,\n", encoding="utf-8")
    bindings = read_bindings(path)
    (only,) = bindings.rules
    assert [(each.column, each.operator, each.asked) for each in only.where] == [
        ("layer", "=", "{n}"),
        ("share", ">", "0"),
    ]
    assert bindings.names["acme"] == bindings.names["甲"] == ("甲", "Acme Ltd")
    assert bindings.names["venus"] == ("Venus",)
    assert read_names(tmp_path / "names.csv") == bindings.names


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a,enterprises.by_layr,,,share,,", r"bindings.csv:2: there is no table .*did you mean 'enterprises.by_layer'"),
        ("a,enterprises.by_layer,,,shares,,", "has no column 'shares'"),
        ("a,enterprises.by_layer,layers=base,,share,,", "has no column 'layers'"),
        ("a,enterprises.by_layer,layer,,share,,", "'layer' is no condition"),
        ("a,enterprises.by_layer,,mean,share,,", "'mean' is none of"),
        ("a,enterprises.by_layer,,sum,,,", "needs a column"),
        ("a,enterprises.by_layer,,at_most,layer,,", "a second column"),
        ("a,enterprises.by_layer,,sum share,share,,", "a second column"),
        ("a,,,,,转引,", "has no measure"),
        ("a{x}{x},,,,,转引,Quoted", "cannot be read"),
    ],
)
def test_a_faulty_line_says_where_and_what(line: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        read_bindings(written(tmp_path, line))


def test_a_missing_column_or_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "bindings.csv"
    with pytest.raises(DataError, match="cannot be read"):
        read_bindings(path)
    path.write_text("pattern,measures\n", encoding="utf-8")
    with pytest.raises(DataError, match="no column 'measure'; did you mean 'measures'"):
        read_bindings(path)


PACKAGED = [path.parent for path in Path(str(files("valuenet"))).glob("studies/*/bindings.csv")]


@pytest.mark.parametrize("folder", PACKAGED, ids=lambda folder: str(folder.name))
def test_every_packaged_figure_is_bound_or_said_to_be_unbound_with_a_reason(folder: Path) -> None:
    bindings = read_bindings(folder / "bindings.csv")
    first = {each.id: next(bindings.of(each), None) for each in read_figures(folder / "figures.csv").values()}
    assert [figure_id for figure_id, found in first.items() if found is None] == []
    used = {found[0].pattern for found in first.values() if found}
    assert [each.pattern for each in bindings.rules if each.pattern not in used] == []
    assert len({each.pattern for each in bindings.rules if each.measure}) < len(first) / 4
