"""The printed figures of a network, found by the plan's ids and told apart by what they speak of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from valuenet.errors import DataError, nearest
from valuenet.model.figure import Figure
from valuenet.model.vocabulary import vocabulary
from valuenet.reconstruct.allocate import IntArray
from valuenet.reconstruct.network.plan import Plan

MANY = 1 << 30
"""More rows than anyone has."""

UNUSABLE = ("typo", "irreconcilable")
"""Status of figures whose value is not taken; that they are in a list still is."""

Entity = int | str
"""A sample enterprise by its number, or a relation node by its name."""

KINDS = tuple(term.code for term in vocabulary("relation_kind").terms)
FAMILY = {term.code: term.extra["broader"] for term in vocabulary("relation_kind").terms}
MIRROR = {term.code: term.extra["mirror"] for term in vocabulary("relation_kind").terms if "mirror" in term.extra}
TECHNOLOGY = tuple(at for at, kind in enumerate(KINDS) if FAMILY[kind] == "technology")


@dataclass(frozen=True)
class Listed:
    """A ranked list: its figures by entity, of which those in `free` have no usable value, and the last value."""

    name: str
    figures: Mapping[Entity, Figure]
    free: frozenset[Entity]
    last: int | None

    def value(self, entity: Entity) -> int | None:
        """The printed value of an entity; None where it is not in the list, or its value cannot be used."""
        known = entity in self.figures and entity not in self.free
        return round(self.figures[entity].value) if known else None

    def __contains__(self, entity: Entity) -> bool:
        return entity in self.figures


EMPTY = Listed("no list", {}, frozenset(), None)


@dataclass(frozen=True, eq=False)
class Targets:
    """What is printed of the network, and who is who among its `(n,)` sample enterprises."""

    nodes: Figure
    relations: Figure
    clustering: Figure | None
    path_length: Figure | None
    foreign: Figure | None
    overseas_share: Mapping[str, Figure]
    share_of_family: Mapping[str, Figure]
    sample_degree: Listed
    node_degree: Listed
    own: Mapping[str, Listed]
    layer_sample: Listed
    layer_node: Listed
    group_total: Mapping[str, Figure]
    group_domestic: Mapping[str, Figure]
    touched_share: Figure | None
    names: tuple[str, ...]
    in_layer: np.ndarray
    in_group: np.ndarray
    compared: Mapping[int, str]
    region: tuple[str | None, ...]
    sector: tuple[str | None, ...]
    least: IntArray
    most: IntArray

    @property
    def size(self) -> int:
        """The number of sample enterprises."""
        return len(self.names)

    @property
    def named(self) -> list[int]:
        """The enterprises of which something is printed or assumed one by one, in order of their numbers."""
        lists = (self.sample_degree, self.layer_sample, self.layer_node, *self.own.values())
        found = {entity for each in lists for entity in each.figures if isinstance(entity, int)}
        return sorted(found | set(np.flatnonzero(self.in_group).tolist()) | set(self.compared))

    @property
    def named_nodes(self) -> list[str]:
        """The relation nodes that a list names, in the order of the lists."""
        both = (*self.node_degree.figures, *self.layer_node.figures)
        return list(dict.fromkeys(entity for entity in both if isinstance(entity, str)))


def usable(figure: Figure | None) -> Figure | None:
    """Return the figure where its value may be used, else None."""
    return figure if figure is not None and figure.status not in UNUSABLE else None


def matching(figures: Mapping[str, Figure], pattern: str) -> list[Figure]:
    """Return the figures whose id fits `pattern`, in which `*` stands for one part between dots.

    >>> a = Figure("top.01.a", "", "", "A", "", 3, "3", 0, "count")
    >>> [figure.row for figure in matching({a.id: a}, "top.*.*")], matching({a.id: a}, "top.*")
    (['A'], [])
    """
    fits = re.compile(re.escape(pattern).replace(r"\*", r"[^.]+"))
    return [figure for figure in figures.values() if fits.fullmatch(figure.id)]


def read_targets(enterprises: pl.DataFrame, figures: Mapping[str, Figure], plan: Plan) -> Targets:
    """Find the figures that `plan` points to; raise `DataError` for a name or a figure that is missing."""
    numbers = _numbers(enterprises)
    ids = plan.figures

    def one(name: str | None) -> Figure | None:
        return usable(figures.get(name)) if name else None

    def by_kind(names: Mapping[str, str]) -> dict[str, Figure]:
        return {kind: found for kind, name in names.items() if (found := one(name))}

    def ranked(pattern: str | None) -> Listed:
        return _ranked(figures, pattern, plan, numbers) if pattern else EMPTY

    return Targets(
        nodes=_needed(one(ids.nodes), ids.nodes),
        relations=_needed(one(ids.relations), ids.relations),
        clustering=one(ids.average_clustering),
        path_length=one(ids.average_path_length),
        foreign=one(ids.foreign_technology_enterprises),
        overseas_share=by_kind(ids.overseas_share),
        share_of_family=by_kind(ids.share_of_family),
        sample_degree=_of_sample(ranked(ids.sample_degree)),
        node_degree=ranked(ids.node_degree),
        own={kind: _of_sample(ranked(pattern)) for kind, pattern in ids.own.items()},
        layer_sample=_of_sample(ranked(ids.layer_sample_degree)),
        layer_node=ranked(ids.layer_node_degree),
        group_total=by_kind(ids.group.total),
        group_domestic=by_kind(ids.group.domestic),
        touched_share=one(ids.group.touched_share),
        names=tuple(enterprises["name_en"].to_list()),
        in_layer=np.array([layer == plan.layer for layer in enterprises["layer"].to_list()], np.bool_),
        in_group=_members(numbers, plan.group, enterprises.height),
        compared={_number(numbers, name): part for name, part in plan.compared.items()},
        region=_labels(enterprises, "region"),
        sector=_labels(enterprises, "sector"),
        least=_bounds(enterprises, "least", 0),
        most=_bounds(enterprises, "most", MANY),
    )


def code(plan: Plan, vocabularies: Sequence[str], label: str) -> tuple[str, str]:
    """Return vocabulary and code of a printed label: the plan's reading first, then the vocabularies in turn.

    Raises `DataError` for a label that none of them knows.
    """
    said = plan.labels.get(label, label)
    for name in vocabularies:
        if found := vocabulary(name).find(said):
            return name, found
    known = [spelling for name in vocabularies for spelling in vocabulary(name).spellings()]
    raise DataError(f"no code of {' or '.join(vocabularies)} is called '{label}'{nearest(label, known)}: name it")


def _numbers(enterprises: pl.DataFrame) -> dict[str, int]:
    if enterprises["number"].to_list() != list(range(enterprises.height)):
        raise DataError("the enterprises must be numbered from 0 on, in the order of the frame")
    columns = [name for name in ("name_zh", "name_en") if name in enterprises.columns]
    return {name: at for column in columns for at, name in enumerate(enterprises[column].to_list()) if name is not None}


def _number(numbers: Mapping[str, int], name: str) -> int:
    if name not in numbers:
        raise DataError(f"'{name}' is none of the sample enterprises{nearest(name, numbers)}")
    return numbers[name]


def _members(numbers: Mapping[str, int], names: Sequence[str], size: int) -> np.ndarray:
    inside = np.zeros(size, np.bool_)
    inside[[_number(numbers, name) for name in names]] = True
    return inside


def _labels(enterprises: pl.DataFrame, column: str) -> tuple[str | None, ...]:
    if column not in enterprises.columns:
        return (None,) * enterprises.height
    return tuple(enterprises[column].to_list())


def _bounds(enterprises: pl.DataFrame, word: str, default: int) -> IntArray:
    """Return the bounds `(n, 6)` of the own rows, from the columns `least_KIND` or `most_KIND` that there are."""
    found = np.full((enterprises.height, len(KINDS)), default, np.int64)
    for place, kind in enumerate(KINDS):
        if f"{word}_{kind}" in enterprises.columns:
            found[:, place] = enterprises[f"{word}_{kind}"].fill_null(default).to_numpy()
    return found


def _needed(figure: Figure | None, name: str) -> Figure:
    if figure is None:
        raise DataError(f"the figures lack '{name}', or it has no usable value: a network cannot be made without it")
    return figure


def _ranked(figures: Mapping[str, Figure], pattern: str, plan: Plan, numbers: Mapping[str, int]) -> Listed:
    found: dict[Entity, Figure] = {}
    for figure in matching(figures, pattern):
        name = plan.names[figure.row].name_en if figure.row in plan.names else figure.row
        found[numbers.get(name, name)] = figure
    free = frozenset(entity for entity, figure in found.items() if usable(figure) is None)
    values = [round(figure.value) for entity, figure in found.items() if entity not in free]
    return Listed(pattern.replace(".*", ""), found, free, min(values, default=None))


def _of_sample(listed: Listed) -> Listed:
    for entity, figure in listed.figures.items():
        if isinstance(entity, str):
            raise DataError(f"'{figure.row}' of '{figure.id}' is none of the sample enterprises: add it, or its name")
    return listed


def rounded(figure: Figure, whole: int) -> int:
    """Return the whole number that is the printed percentage of `whole`."""
    return round(figure.value * whole / 100)


def counts(values: Sequence[int]) -> IntArray:
    """Return whole numbers as an array."""
    return np.asarray(values, np.int64)
