"""Pictures of the network in the report."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import polars as pl
import pytest

from valuenet.language import Language
from valuenet.model.vocabulary import vocabulary
from valuenet.report.charts import specification
from valuenet.report.colours import colour_of, palette
from valuenet.report.labels import Labels
from valuenet.report.networks import FEWEST, PICTURES, Placed, picture, placed, scaled
from valuenet.report.render import svg

LABELS = Labels(
    {
        (name, term.code): (term.label_zh, term.label_en)
        for name in ("kind", "relation_kind") for term in vocabulary(name).terms
    }
)  # fmt: skip
KINDS = ("enterprise", "enterprise", "enterprise", "university", "investor")


class Memory:
    """A database of a few nodes in a circle, a platform first, answered from memory."""

    def __init__(self, relations: int = 10, layer: str | None = "application") -> None:
        ids = [f"n{at}" for at in range(len(KINDS))]
        self.nodes = pl.DataFrame(
            {
                "id": ids, "label_zh": ["甲<b>", "乙", None, "丁", "戊"], "label_en": ["A<b>", "B", "C", "D", None],
                "sample": [True, True, True, False, False], "kind": KINDS, "layer": [layer] * 2 + [None] * 3,
                "platform": [True, *[False] * 4], "x": [0.0, 9.0, 18.0, 9.0, 0.0], "y": [0.0, 0.0, 9.0, 18.0, 9.0],
            }
        )  # fmt: skip
        ties = [(at % 5, (at * 2 + 1) % 5) for at in range(relations)]
        self.relations = pl.DataFrame(
            {
                "source": [ids[one] for one, _ in ties], "target": [ids[two] for _, two in ties],
                "kind": ["technology_input", "study"] * (relations // 2), "ego_is_source": [True] * relations,
            }
        )  # fmt: skip

    def query(self, sql: str) -> pl.DataFrame:
        """Answer one of the three queries."""
        if "count(*)" in sql:
            return pl.DataFrame({"relations": [self.relations.height]})
        return self.nodes if "AS platform" in sql else self.relations


@pytest.fixture(scope="module")
def found() -> Placed:
    """A small network and where its nodes lie."""
    there = placed(Memory(40))
    assert there is not None
    return there


@pytest.mark.parametrize("name", sorted(PICTURES))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_picture_is_well_formed_named_and_in_the_palette(found: Placed, name: str, language: Language) -> None:
    chart = picture(name, found, LABELS, language)
    assert chart is not None
    assert chart.title
    assert chart.captions
    assert len(chart.description) > 30
    root = ElementTree.fromstring(svg(specification(chart), chart.title, "c"))
    colours = {each.get(part) for each in root.iter() for part in ("fill", "stroke")} - {None, "none"}
    assert colours <= {shade.light for shade in palette().values()}
    assert root.get("role") == "img"
    assert {"甲<b>" if language == "zh" else "A<b>"} <= {each.text for each in root.iter("text")}


def test_kinds_have_the_colours_that_they_have_in_charts(found: Placed) -> None:
    chart = picture("network.structure", found, LABELS, "en")
    assert chart is not None
    shapes = chart.shapes[0]
    assert all(palette()[colour_of("kind", kind)].light in shapes for kind in set(KINDS))
    texts = re.findall(r">([^<]+)</text>", "".join(chart.shapes))
    assert {"Enterprise", "University", "Investor", "of the sample"} <= set(texts)


def test_equal_networks_give_equal_pictures(found: Placed) -> None:
    again = placed(Memory(40))
    assert [picture(name, found, LABELS, "zh") for name in sorted(PICTURES)] == [
        picture(name, again, LABELS, "zh") for name in sorted(PICTURES)
    ]


def _without_places(memory: Memory) -> None:
    memory.nodes = memory.nodes.head(0)


def _without_a_node(memory: Memory) -> None:
    memory.nodes = memory.nodes.head(4)


@pytest.mark.parametrize("lose", [_without_places, _without_a_node])
def test_without_a_layout_there_is_no_picture(lose: Callable[[Memory], None]) -> None:
    memory = Memory(40)
    lose(memory)
    assert placed(memory) is None
    assert picture("network.structure", None, LABELS, "en") is None


def test_next_to_nothing_is_not_drawn() -> None:
    assert placed(Memory(FEWEST - 2)) is None


def test_other_tables_and_other_industries_have_no_picture(found: Placed) -> None:
    assert picture("network.shock", found, LABELS, "en") is None
    other = placed(Memory(40, layer=None))
    assert picture("converged.structure", other, LABELS, "en") is None


def test_words_keep_their_place_when_the_picture_is_scaled() -> None:
    root = '<svg viewBox="0 0 1440 100"><title>t</title><desc>d</desc><rect x="0"/>'
    style = 'fill="#1c2733" paint-order="stroke" text-anchor="middle"'
    group = f'<g class="words" {style}><text x="720" y="50" font-size="20">'
    shapes, height = scaled(f"{root}{group}<title>Whole</title>A &amp; B</text></g></svg>")
    assert height == 50.0
    assert 'transform="translate(360,25)"' in shapes[1]
    assert "A &amp; B" in shapes[1]
    assert 'paint-order="stroke"' in shapes[1]
    assert scaled("<svg/>") == ([], 0.0)
