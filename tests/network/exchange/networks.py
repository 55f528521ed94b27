"""Networks for the tests of exchange: drawn at random with everything a table can hold, and one written by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from valuenet.network.exchange.file import read_network_file, write_network_file
from valuenet.network.network import Network

ODD = (
    *("", " ", " a ", "007", "#x", "%y", "1e5", "null", "None", "NA", "-", "'", "a,b", 'say "hi"', "a\tb", "a\nb"),
    *("\r", "a\r\nb", "<script>alert('x')</script>", "&amp;", "]]>", "中国人工智能", "腾讯𠮷", "🤖", "é"),
    *("\u2028", "\u00a0"),
)
"""Text that one or another reader of files would change."""
NAMES = (
    *("label", "kind", "color", "x", "y", "z", "size", "weight", "type", "id", "parent", "start", "for", "directed"),
    *("数", "a b", "<b>", "*", "^.*$", "V"),
)
"""Names of columns that mean something to one format or another."""
LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
FIT = LETTERS.filter(lambda letter: ord(letter) > 31 and letter not in "\ufffe\uffff")
"""Characters that XML may hold, besides tab and line ends, which ODD has."""


def texts(letters: st.SearchStrategy[str] = FIT) -> st.SearchStrategy[str]:
    """Text of any letters, now and then of the odd kind."""
    return st.one_of(st.sampled_from(ODD), st.text(letters, max_size=6))


def columns(height: int, letters: st.SearchStrategy[str] = FIT) -> st.SearchStrategy[pl.Series]:
    """A column of one of the four kinds, with nulls."""
    kinds: list[tuple[st.SearchStrategy[Any], type[pl.DataType]]] = [
        (texts(letters), pl.String),
        (st.integers(-(2**63), 2**63 - 1), pl.Int64),
        (st.floats(allow_nan=True), pl.Float64),
        (st.booleans(), pl.Boolean),
    ]
    return st.sampled_from(kinds).flatmap(
        lambda kind: st.lists(st.one_of(st.none(), kind[0]), min_size=height, max_size=height).map(
            lambda found: pl.Series(found, dtype=kind[1])
        )
    )


@st.composite
def networks(draw: st.DrawFn, letters: st.SearchStrategy[str] = FIT) -> Network:
    """A network with loops, parallel relations, nodes without any, and columns of all kinds, some of them special."""
    ids = draw(st.lists(texts(letters), unique=True, max_size=5))
    ends = st.tuples(*[st.integers(0, len(ids) - 1)] * 2)
    pairs = draw(st.lists(ends, max_size=6)) if ids else []
    nodes = pl.DataFrame({"id": ids}, schema={"id": pl.String})
    relations = pl.DataFrame(pairs, schema={"source": pl.Int64, "target": pl.Int64}, orient="row")
    names = st.lists(st.one_of(st.sampled_from(NAMES), texts(letters).filter(bool)), unique=True, max_size=5)
    nodes = _with_columns(draw, nodes, draw(names), letters)
    relations = _with_columns(draw, relations, draw(names), letters)
    if draw(st.booleans()):
        places = st.lists(st.floats(-1e9, 1e9), min_size=nodes.height, max_size=nodes.height)
        nodes = nodes.with_columns(pl.Series(name, draw(places), pl.Float64) for name in ("x", "y"))
    if relations.schema.get("directed") == pl.Boolean:
        relations = relations.with_columns(pl.col("directed").fill_null(value=False))
    return Network(nodes, relations)


def _with_columns(
    draw: st.DrawFn, table: pl.DataFrame, names: list[str], letters: st.SearchStrategy[str]
) -> pl.DataFrame:
    for name in names:
        if name not in table.columns:
            table = table.with_columns(draw(columns(table.height, letters)).alias(name))
    return table


def hand_written() -> Network:
    """Four nodes, one without relations; two kinds in parallel, a loop, nulls and empty text beside each other."""
    nodes = pl.DataFrame(
        {
            "id": ["007", "b", "腾讯", "<d>"],
            "label": ["James & Co", None, "腾讯 🤖", ""],
            "sample": [True, False, None, False],
            "founded": [1999, None, 1998, 2020],
            "x": [0.5, -1.25, 1e-7, 3.0],
            "y": [0.0, 1.0, 2.0, 3.0],
            "size": [1.0, 2.0, 3.5, 10.0],
            "color": ["#ff8800", "#00000080", None, "#ffffff"],
        }
    )
    relations = pl.DataFrame(
        {
            "source": [0, 0, 1, 2],
            "target": [1, 1, 0, 2],
            "kind": ["study", "work", "financing", None],
            "weight": [1.0, 2.5, 1.0, 7.0],
            "share": [0.1, None, float("inf"), -0.0],
        }
    )
    return Network(nodes, relations)


def again(network: Network, path: Path) -> Network:
    """Write a network and read it back."""
    write_network_file(network, path)
    return read_network_file(path)


def assert_equal(found: Network, expected: Network) -> None:
    """Hold both tables to be equal, but for the order of the columns."""
    assert_frame_equal(found.nodes, expected.nodes, check_column_order=False, check_exact=True)
    assert_frame_equal(found.relations, expected.relations, check_column_order=False, check_exact=True)
