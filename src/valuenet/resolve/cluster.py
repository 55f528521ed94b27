"""Clusters of mentions: joined by what they share and by links, never across what is known to be two subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from valuenet.resolve.hubs import HUB, STOPPED, hub_links, hub_names
from valuenet.resolve.keys import IS_IDENTITY, ambiguous_keys
from valuenet.resolve.match.links import LINKS
from valuenet.resolve.untangle import Pair, Parts, untangled

Numbers = NDArray[np.int64]
"""The number of a cluster for each mention, by position; clusters count from 0."""

JUDGED = pl.Schema({"left": pl.UInt32, "right": pl.UInt32, "judgement": pl.String})
"""A pair of mentions that someone judged to be the `same` or `different`."""
LARGEST = 1_000
"""Subjects of different names that links may make one of; what would be larger is a chain, not a company."""

_SAME, _REGISTERED, _NAME = 4.0, 3.0, 2.0
_STRENGTH = {"registered": _REGISTERED, "name": _NAME}


@dataclass(frozen=True)
class Clustered:
    """The cluster of each mention, the keys that tell it, and what was decided on the way.

    `stopped` as `hubs.STOPPED`; `joined` has rule and joined: by how many clusters fewer there are through each rule,
    in the order of their strength; `open_links` are the `LINKS` whose ends are in two clusters still though nothing
    known keeps them apart, with `why`: `review` where it was not to merge, `hub` or `chain` where that was stopped.
    """

    numbers: Numbers
    used: pl.DataFrame
    stopped: pl.DataFrame
    joined: pl.DataFrame
    open_links: pl.DataFrame


def components(mentions: pl.Series, keys: pl.Series, size: int) -> Numbers:
    """Return the component number of each of `size` mentions; `mentions[i]` holds the key `keys[i]`.

    Linear in the keys: mentions and keys are the two sides of one sparse graph.

    >>> components(pl.Series([0, 1, 2]), pl.Series(["a", "a", "b"]), 3).tolist()
    [0, 0, 1]
    """
    if mentions.is_empty():
        return np.arange(size)
    held = keys.rank("dense").to_numpy().astype(np.int64) - 1 + size
    return _dense(_connected(mentions.to_numpy().astype(np.int64), held, int(held.max()) + 1)[:size])


def _connected(left: Numbers, right: Numbers, nodes: int) -> Numbers:
    ties = coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(nodes, nodes))
    return np.asarray(connected_components(ties, directed=False)[1], dtype=np.int64)


def _dense(labels: Numbers) -> Numbers:
    return np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.int64)


def cluster(
    keys: pl.DataFrame,
    sources: pl.DataFrame,
    links: pl.DataFrame | None = None,
    judged: pl.DataFrame | None = None,
    *,
    bare: pl.Series | None = None,
    hub: int = HUB,
    largest: int = LARGEST,
) -> Clustered:
    """Return the clusters of the mentions: by identity, judgement, registered name, unambiguous name, and link.

    `keys` as `keys.KEYS`; `sources` has mention (0, 1, 2 …) and source_id; `links` as `LINKS`, of which those to
    `merge` join; `judged` as `JUDGED`. What shares an identity is one subject. No other evidence joins two subjects
    of which one identity field has two values, to which one source gives two registered names, or which were judged
    to be different, be it over a third. Where it would, the stronger evidence goes first (`untangle`). Names and links
    that would chain many others together are stopped (`hubs`), and so are the keys `bare`. The order of rows does not
    matter.
    """
    pairs = JUDGED.to_frame() if judged is None else judged
    offered = LINKS.to_frame() if links is None else links
    numbered = keys.with_columns(pl.col("key").rank("dense").cast(pl.Int64).sub(1).alias("number"))
    ambiguous = ambiguous_keys(keys, sources)
    clear = numbered.filter(~((pl.col("class") == "name") & pl.col("key").is_in(ambiguous.implode())))
    named, stopped = hub_names(clear, hub, bare)
    identities = named.filter(IS_IDENTITY)
    atoms = components(identities["mention"], identities["number"], sources.height)
    bonds = _Bonds(atoms, _facts(keys, sources, atoms), _enemies(pairs, atoms))
    exact, key_parts = _by_names(named, pairs, bonds)
    followed, stars = hub_links(offered.filter(decision="merge"), exact, bonds.facts["atom"], atoms, hub)
    numbers = _by_links(followed, exact, bonds, largest)
    parts = key_parts[named["number"].to_numpy()] == exact[named["mention"].to_numpy()]
    used = named.filter(IS_IDENTITY | pl.Series(parts, dtype=pl.Boolean))
    return Clustered(
        numbers,
        used.drop("number"),
        pl.concat([STOPPED.to_frame(), stopped, stars]),
        _joined(used, pairs, followed, atoms, numbers),
        _open(offered, followed, numbers, bonds),
    )


@dataclass(frozen=True)
class _Bonds:
    """What is known of atoms, the mentions that share an identity: facts (atom, field, value) and enemies."""

    atoms: Numbers
    facts: pl.DataFrame
    enemies: list[Pair]


def _facts(keys: pl.DataFrame, sources: pl.DataFrame, atoms: Numbers) -> pl.DataFrame:
    """Return what no two parts of a cluster may differ in: identities, and the name that one source has registered."""
    registered = keys.filter(pl.col("class") == "registered").join(sources, on="mention")
    told = pl.concat(
        [
            keys.filter(IS_IDENTITY).select("mention", field="class", value="key"),
            registered.select("mention", pl.format("registered in {}", "source_id").alias("field"), value="key"),
        ]
    )
    of_atoms = told.select(pl.Series("atom", atoms[told["mention"].to_numpy()], dtype=pl.Int64), "field", "value")
    several = pl.col("value").n_unique() > 1
    return (
        of_atoms.group_by("atom", "field")
        .agg(pl.col("value").min(), several.alias("several"))
        .filter(~pl.col("several") | ~pl.col("field").str.starts_with("registered in "))
        .drop("several")
    )


def _enemies(pairs: pl.DataFrame, atoms: Numbers) -> list[Pair]:
    apart = pairs.filter(judgement="different")
    ends = zip(atoms[apart["left"].to_numpy()].tolist(), atoms[apart["right"].to_numpy()].tolist(), strict=True)
    return sorted({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]})


def _by_names(named: pl.DataFrame, pairs: pl.DataFrame, bonds: _Bonds) -> tuple[Numbers, Numbers]:
    """Return the cluster of each mention and of each key, joined by judgements and names."""
    count = int(bonds.atoms.max(initial=-1)) + 1
    held = named.filter(~IS_IDENTITY)
    same = pairs.filter(judgement="same")
    left = np.concatenate([bonds.atoms[held["mention"].to_numpy()], bonds.atoms[same["left"].to_numpy()]])
    right = np.concatenate([held["number"].to_numpy() + count, bonds.atoms[same["right"].to_numpy()]])
    strength = np.concatenate(
        [
            held["class"].replace_strict(_STRENGTH, return_dtype=pl.Float64).to_numpy(),
            np.full(same.height, _SAME),
        ]
    )
    nodes = count + int(named["number"].to_numpy().max(initial=-1)) + 1
    labels = _apart(left, right.astype(np.int64), strength, nodes, bonds.facts, bonds.enemies, None)
    return labels[bonds.atoms], labels[count:]


def _by_links(followed: pl.DataFrame, exact: Numbers, bonds: _Bonds, largest: int) -> Numbers:
    """Return the cluster of each mention, joined by links too."""
    left, right = (exact[followed[end].to_numpy()] for end in ("left", "right"))
    of_atom = np.zeros(int(bonds.atoms.max(initial=-1)) + 1, dtype=np.int64)
    of_atom[bonds.atoms] = exact
    facts = bonds.facts.with_columns(pl.Series("atom", of_atom[bonds.facts["atom"].to_numpy()], dtype=pl.Int64))
    enemies = [(int(of_atom[one]), int(of_atom[other])) for one, other in bonds.enemies]
    nodes = int(exact.max(initial=-1)) + 1
    labels = _apart(left, right, followed["score"].to_numpy().round(9), nodes, facts, enemies, largest)
    return _dense(labels[exact])


def _open(offered: pl.DataFrame, followed: pl.DataFrame, numbers: Numbers, bonds: _Bonds) -> pl.DataFrame:
    """Return the links that stayed open, with `why`, without those between clusters that are known to be two."""
    left, right = (numbers[offered[end].to_numpy()] for end in ("left", "right"))
    apart = offered.with_columns(one=pl.Series(left, dtype=pl.Int64), other=pl.Series(right, dtype=pl.Int64))
    apart = apart.filter(pl.col("one") != pl.col("other"))
    of_atom = np.zeros(int(bonds.atoms.max(initial=-1)) + 1, dtype=np.int64)
    of_atom[bonds.atoms] = numbers
    known = bonds.facts.select(
        pl.Series("one", of_atom[bonds.facts["atom"].to_numpy()], dtype=pl.Int64), "field", "value"
    )
    pairs = apart.select("one", "other").unique()
    both = pairs.join(known, on="one").join(known.rename({"one": "other"}), on=["other", "field"])
    differ = both.filter(pl.col("value") != pl.col("value_right")).select("one", "other")
    foes = {(int(of_atom[one]), int(of_atom[other])) for one, other in bonds.enemies}
    judged = pl.DataFrame(sorted(foes | {(other, one) for one, other in foes}), schema=differ.schema, orient="row")
    kept = apart.join(pl.concat([differ, judged]).unique(), on=["one", "other"], how="anti", maintain_order="left")
    chain = kept.join(followed.select("left", "right"), on=["left", "right"], how="semi").select("left", "right")
    why = pl.when(pl.col("decision") == "review").then(pl.lit("review")).when("chained").then(pl.lit("chain"))
    marked = kept.join(chain.unique().with_columns(pl.lit(True).alias("chained")), on=["left", "right"], how="left")
    return marked.with_columns(why.otherwise(pl.lit("hub")).alias("why")).drop("one", "other", "chained")


def _apart(
    left: Numbers,
    right: Numbers,
    strength: NDArray[np.float64],
    nodes: int,
    facts: pl.DataFrame,
    enemies: list[Pair],
    largest: int | None,
) -> Numbers:
    """Return a label for each node: the components of the ties, those that hold a contradiction taken apart."""
    labels = _connected(left, right, nodes)
    torn = np.zeros(int(labels.max(initial=-1)) + 1, dtype=bool)
    placed = facts.with_columns(pl.Series("part", labels[facts["atom"].to_numpy()], dtype=pl.Int64))
    several = placed.group_by("part", "field").agg(pl.col("value").n_unique()).filter(pl.col("value") > 1)
    torn[several["part"].to_numpy()] = True
    torn[[labels[one] for one, other in enemies if labels[one] == labels[other]]] = True
    if largest is not None:
        torn |= np.bincount(labels, minlength=torn.size) > largest
    if not torn.any():
        return labels
    inside = np.flatnonzero(torn[labels])
    local = np.full(nodes, -1, dtype=np.int64)
    local[inside] = np.arange(inside.size)
    ties = torn[labels[left]]
    told = _local_facts(placed.filter(pl.Series(torn[placed["part"].to_numpy()], dtype=pl.Boolean)), local)
    foes = [(int(local[one]), int(local[other])) for one, other in enemies if local[one] >= 0 and local[other] >= 0]
    parts = Parts(inside.size, told, foes, largest=largest)
    untangled(
        parts, zip(*(each.tolist() for each in (local[left[ties]], local[right[ties]], strength[ties])), strict=True)
    )
    roots = np.fromiter((parts.find(node) for node in range(inside.size)), dtype=np.int64, count=inside.size)
    labels[inside] = roots + int(labels.max()) + 1
    return labels


def _local_facts(placed: pl.DataFrame, local: Numbers) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for atom, field, value in placed.select("atom", "field", "value").sort("atom", "field", "value").iter_rows():
        found.setdefault(int(local[atom]), {})[field] = value
    return found


def _joined(
    used: pl.DataFrame, pairs: pl.DataFrame, followed: pl.DataFrame, atoms: Numbers, numbers: Numbers
) -> pl.DataFrame:
    """Return by how many clusters fewer there are through each rule, when they are followed one after the other."""
    labels, rows = atoms, [("identity", len(numbers) - int(atoms.max(initial=-1)) - 1)]
    for rule, left, right in _followed(used, pairs, followed, numbers):
        count = int(labels.max(initial=-1)) + 1
        ends = labels[left], (labels[right] if rule not in _STRENGTH else right + count)
        nodes = max(count, int(max((each.max(initial=-1) for each in ends), default=-1)) + 1)
        labels = _dense(_connected(*ends, nodes)[labels])
        rows.append((rule, count - int(labels.max(initial=-1)) - 1))
    return pl.DataFrame(rows, schema={"rule": pl.String, "joined": pl.Int64}, orient="row")


def _followed(
    used: pl.DataFrame, pairs: pl.DataFrame, followed: pl.DataFrame, numbers: Numbers
) -> Iterator[tuple[str, Numbers, Numbers]]:
    """Yield each rule with the ends of its ties that hold: mention and mention, or mention and key."""
    links = [("judgement", pairs.filter(judgement="same"))]
    links += [(str(name[0]), part) for name, part in followed.sort("rule").group_by("rule", maintain_order=True)]
    for number, (rule, part) in enumerate(links):
        left, right = (part[end].to_numpy().astype(np.int64) for end in ("left", "right"))
        holds = numbers[left] == numbers[right]
        yield rule, left[holds], right[holds]
        for name in _STRENGTH if number == 0 else ():
            held = used.filter(pl.col("class") == name)
            yield name, held["mention"].to_numpy().astype(np.int64), held["number"].to_numpy()
