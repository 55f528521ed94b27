"""Assumptions: what is declared of each table of subjects beside the published figures, read and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from valuenet.errors import StudyError
from valuenet.model.declared import Declaration
from valuenet.reconstruct.amount import Amount


class Together(Declaration):
    """Labels that have one printed amount together; those without an amount of their own share the rest of it."""

    amount: Amount
    labels: dict[str, float]


class Margin(Declaration):
    """How many rows have each label: printed amounts, amounts of several labels, and weights for the rest.

    The label "" is no data. `at_least` and `at_most` bound the labels that are given by weight alone.
    """

    given: dict[str, Amount] = Field(default_factory=dict)
    together: tuple[Together, ...] = ()
    rest: dict[str, float] = Field(default_factory=dict)
    at_least: int = 0
    at_most: Amount | None = None


class Part(Margin):
    """A margin of those rows alone that have certain labels already; it counts within the margin of all rows."""

    within: dict[str, str]


class Band(Declaration):
    """So many values from `low` up to, not including, `high`; with a `total` of their own or the field's."""

    rows: Amount
    low: Amount
    high: Amount
    total: Amount | None = None


class Numbers(Declaration):
    """Quantities: printed ones by name, or shares of the total by name, and bands for all others.

    `rows` have one at all; or as many as `fitting` allows: the largest total up to it of which the bands' shares are
    counts. One band may have `rest` for its rows. With `favour`, printed subjects get the largest; with `like`, those
    get larger ones that have more of another quantity.
    """

    rows: Amount | None = None
    fitting: Amount | None = None
    favour: bool = False
    like: str | None = None
    given: dict[str, Amount] = Field(default_factory=dict)
    shares: dict[str, Amount] = Field(default_factory=dict)
    shares_of: Amount | None = None
    bands: tuple[Band, ...] = ()
    total: Amount | None = None
    mean: Amount | None = None
    step: float = 1.0


class FieldRecipe(Declaration):
    """How one field is filled: a constant, a margin, weights by another field, quantities, or several values a row.

    `within` bounds it to rows with certain labels; percentages of `several` are of the mentions that `among` counts;
    `same_as` copies another field; `date` turns years into days of them. Without any of these, printed rows alone
    have what is declared of them. The labels of `printed` are `yes` and `no`.
    """

    constant: str | None = None
    margin: Margin | None = None
    parts: tuple[Part, ...] = ()
    within: dict[str, str] = Field(default_factory=dict)
    by: str | None = None
    of: dict[str, dict[str, float]] = Field(default_factory=dict)
    numbers: Numbers | None = None
    several: dict[str, Amount] = Field(default_factory=dict)
    among: Amount | None = None
    same_as: str | None = None
    date: bool = False


class Lists(Declaration):
    """The lists of a table, one for each wave: how long each was, who left after it, and how labels changed.

    `left` are the subjects of the first list that are last found in that of a wave. `not_before` is the field whose
    year no entry precedes; rows with the labels `last` enter with the last list; those with `keep` never change.
    """

    sizes: dict[str, Amount]
    left: dict[str, int] = Field(default_factory=dict)
    changing: dict[str, dict[str, dict[str, Amount]]] = Field(default_factory=dict)
    not_before: str | None = None
    last: dict[str, str] = Field(default_factory=dict)
    keep: dict[str, str] = Field(default_factory=dict)
    leaving: dict[str, str] = Field(default_factory=dict)


class Bound(Declaration):
    """Bounds of the relations of one kind that are told of each row with certain labels."""

    relation: str
    within: dict[str, str]
    at_least: int | None = None
    at_most: int | None = None


class TableRecipe(Declaration):
    """One table of subjects: how many, which are printed by name, their fields in the order in which they are filled.

    `nodes` says that nodes of the network become its rows where they fit.
    """

    kind: str
    total: Amount
    named: tuple[dict[str, str], ...] = ()
    fields: dict[str, FieldRecipe]
    lists: Lists | None = None
    nodes: bool = False
    relations: tuple[Bound, ...] = ()
    file: str | None = None


class Finance(Declaration):
    """Rounds of financing: their ladder of types, and how many a row of each size has."""

    ladder: tuple[str, ...]
    rounds: dict[str, int]


class Assumptions(Declaration):
    """All that the reconstruction of subjects takes beside the figures; `seed` is that of the shipped files."""

    assumptions: Literal[1]
    seed: int = Field(ge=0)
    tables: dict[str, TableRecipe]
    finance: Finance
    relation_years: dict[str, float]


def read_assumptions(path: Path) -> Assumptions:
    """Read and check the file of assumptions; raise `StudyError` naming every problem and where it is."""
    try:
        tree: Any = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        shown = {word: part for word, part in tree.items() if not str(word).startswith("x-")}  # what anchors stand on
        return Assumptions.model_validate(shown)
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise StudyError(f"{path}: cannot be read: {error}") from None
    except ValidationError as error:
        lines = [f"{path}: {'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        raise StudyError("\n".join(lines)) from None
