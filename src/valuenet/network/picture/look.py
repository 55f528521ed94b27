"""What a picture of a network is told from outside: its words and its colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Look:
    """Colours and type of a picture; `series` are told apart by readers who do not see all colours."""

    paper: str
    ink: str
    quiet: str
    line: str
    series: tuple[str, ...]
    other: str
    font: str = "'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', Arial, sans-serif"


LIGHT = Look(
    paper="#ffffff",
    ink="#1c2733",
    quiet="#5b6775",
    line="#44586e",
    series=("#0b4f7d", "#e4ab29", "#007f71", "#54a8f1", "#8a4800", "#8b9335", "#a057c0", "#66d4c0"),
    other="#a9b3bd",
)
DARK = Look(
    paper="#10171f",
    ink="#eef2f6",
    quiet="#a5b1bd",
    line="#8fa6bf",
    series=("#3f94d0", "#ffe14e", "#9cadab", "#4be0f6", "#e2785a", "#aac630", "#aa6e8c", "#d9fde0"),
    other="#5f6b77",
)


@dataclass(frozen=True)
class Caption:
    """The words of a picture in one language; what is empty is left out.

    `kinds` and `ties` give words to the codes of nodes and of relations. A code's colour follows from its place
    there, so that it is the same in every picture whose caption names the same codes; `other` stands for codes that
    have no word. `sample` explains the outline of sample nodes, `size` the size of nodes. `note` is printed
    in the picture, as that the data are synthetic; `description` is for readers who do not see it.
    """

    title: str = ""
    subtitle: str = ""
    description: str = ""
    note: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    ties: Mapping[str, str] = field(default_factory=dict)
    other: str = ""
    sample: str = ""
    size: str = ""


def colours(words: Mapping[str, str], look: Look = LIGHT) -> dict[str, str]:
    """Return the colour of each code of `words`, in their order; codes beyond the palette share the other colour.

    >>> colours({"enterprise": "Enterprise", "investor": "Investor"})
    {'enterprise': '#0b4f7d', 'investor': '#e4ab29'}
    """
    shades = [*look.series, *[look.other] * len(words)]
    return dict(zip(words, shades, strict=False))
