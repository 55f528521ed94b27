from __future__ import annotations

import xml.etree.ElementTree as ET

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.network.exchange.networks import texts as drawn
from valuenet.network.exchange.elements import element, lines, named, texts


@given(st.lists(st.one_of(st.none(), drawn()), min_size=1, max_size=5))
def test_an_xml_parser_reads_the_text_again(values: list[str | None]) -> None:
    table = texts(pl.DataFrame({"*": values}, schema={"*": pl.String}))
    found = "".join(lines(table, element("a", [named("b", "*")], [])))
    assert [each.get("b") for each in ET.fromstring(f"<r>{found}</r>")] == values


def test_content_and_nothing() -> None:
    table = texts(pl.DataFrame({"n": [1, 2]}))
    inner = pl.when(pl.int_range(2) == 0).then(pl.lit("<c/>"))
    assert list(lines(table, element("a", [named("n", "n")], [inner]))) == ['<a n="1"><c/></a>\n<a n="2"/>\n']
    assert list(lines(table.clear(), element("a", [], []))) == []
