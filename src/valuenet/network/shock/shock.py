"""A shock: suppliers are cut off, receivers look for others, those that find none fail and supply nobody in turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from valuenet.errors import UsageError
from valuenet.network.network import Network
from valuenet.network.shock.cascade import THRESHOLD, Cascade, cascade
from valuenet.network.shock.removed import Removed, removed
from valuenet.network.shock.spelling import Spellings
from valuenet.network.shock.substitution import CAPACITY, Substitution, substituted
from valuenet.network.shock.supply import BY, TECHNOLOGY, Mask, Supply, exposed_rows, place_of, supply_of

EVERY_FAMILY = "all"


@dataclass(frozen=True)
class Rules:
    """What a shock goes by.

    `chosen` limits it to relations of some `kind`, `family` or suppliers' `sector`, ...; without kind and family it
    is about relations of the technology family, where the network knows families (`family: all` lifts that). `by`:
    the columns that say what a supplier supplies. `capacity`: `substitution.capacity_of`; `threshold`:
    `cascade.cascade`. `unknown_counts`: whether inputs of unknown sector can bring a receiver down. `observed_only`:
    only sample nodes can fail, as other nodes have suppliers that the survey did not ask for. `home`: the country
    that is not overseas.
    """

    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by: Sequence[str] = BY
    capacity: float = CAPACITY
    threshold: float = THRESHOLD
    unknown_counts: bool = False
    observed_only: bool = False
    home: str | None = None
    spellings: Spellings = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Step:
    """One step of a shock, with what it started from.

    `network`: the one it met; `before` `(n,)`: nodes that earlier steps took. `chosen`: the filter in codes. `rows`
    `(m,)`: relations that the step could cut (`exposed`: their ties); `spreads` `(m,)`: these and all others along
    which failures spread (`carrying`: their ties). `out` `(n,)`: nodes removed now; `cut` `(t,)`: exposed ties lost
    with them; `spared` `(n,)`: nodes that cannot fail. `otherwise` is the cascade if inputs of unknown sector count
    where they do not, and the reverse.
    """

    network: Network
    before: Mask
    chosen: Mapping[str, Sequence[str]]
    rows: Mask
    spreads: Mask
    exposed: Supply
    carrying: Supply
    removed: Removed
    out: Mask
    cut: Mask
    spared: Mask
    substitution: Substitution
    cascade: Cascade
    otherwise: Cascade

    @property
    def away(self) -> Mask:
        """Nodes outside the account: removed now, or taken by an earlier step, `(n,)`."""
        return np.asarray(self.before | self.out)


def shock(network: Network, steps: Iterable[Sequence[str]], rules: Rules | None = None) -> Iterator[Step]:
    """Yield what each step of a shock does; each starts from the network that the one before left.

    A step is the list of subjects that it removes, in the words of `removed.removed`. It cuts every exposed relation
    whose supplier is removed; then the receivers that remain find substitutes; then the cascade runs until it
    rests. What is left for the next step: the relations that stand, the substitutes' among them (`substitute` is
    true). Removed and failed nodes keep their numbers, but are outside every later account, and so is what they
    receive.

    >>> from valuenet.network.network import network_of
    >>> ties = pl.DataFrame({"source": ["a", "b"], "target": ["b", "c"]})
    >>> [step] = shock(network_of(pl.DataFrame({"id": ["a", "b", "c"]}), ties), [["a"]])
    >>> int(step.cut.sum()), step.cascade.round.tolist()
    (1, [0, 1, 2])
    """
    before = np.zeros(network.nodes.height, np.bool_)
    for words in steps:
        step = _step(network, before, words, rules or Rules())
        yield step
        network, before = left(step), step.away | step.cascade.failed


def exposed(network: Network, rules: Rules) -> tuple[Mask, Mask, dict[str, list[str]]]:
    """Return the relations that a shock can cut, those along which failures spread, both `(m,)`, and the filter."""
    chosen = {column: list(values) for column, values in rules.chosen.items() if values}
    families = set(network.relations["family"].unique()) if "family" in network.relations.columns else set()
    if not {"kind", "family"} & set(chosen) and TECHNOLOGY in families:
        chosen["family"] = [TECHNOLOGY]
    if EVERY_FAMILY in chosen.get("family", ()):
        del chosen["family"]
    rows, codes = exposed_rows(network, chosen, rules.spellings)
    if TECHNOLOGY not in families:
        return rows, np.ones_like(rows), codes
    spreads = (network.relations["family"] == TECHNOLOGY).fill_null(value=False).to_numpy()
    return rows, rows | spreads, codes


def cannot_fail(network: Network, rules: Rules) -> Mask:
    """Return which nodes never fail, `(n,)`: none, or with `observed_only` those outside the sample."""
    if not rules.observed_only:
        return np.zeros(network.nodes.height, np.bool_)
    if "sample" not in network.nodes.columns:
        raise UsageError("this network does not say whose ties were observed: leave out the limit to these")
    return np.asarray(~network.nodes["sample"].fill_null(value=False).to_numpy())


def _step(network: Network, before: Mask, words: Sequence[str], rules: Rules) -> Step:
    rows, spreads, codes = exposed(network, rules)
    here, carrying = supply_of(network, rows, rules.by), supply_of(network, spreads, rules.by)
    found = removed(network, here, words, rules.spellings, rules.home)
    out = found.removed & ~before
    away = before | out
    cut = np.asarray(out[here.supplier])
    instead = substituted(here, cut, away, rules.capacity, carrying)
    lost = np.zeros(carrying.ties, np.bool_)
    lost[place_of(carrying, here.supplier[cut], here.receiver[cut])] = True
    spared = away | cannot_fail(network, rules)
    both = [
        cascade(
            carrying,
            lost,
            rules.threshold,
            substitutes=(instead.supplier, instead.receiver),
            spared=spared,
            unknown_counts=counts,
        )
        for counts in (rules.unknown_counts, not rules.unknown_counts)
    ]
    return Step(
        network, before, codes, rows, spreads, here, carrying, found, out, cut, spared, instead, both[0], both[1]
    )


def left(step: Step) -> Network:
    """Return the network that a step leaves: its nodes, and the relations that stand or stand in."""
    relations, failed = step.network.relations, step.cascade.failed
    source = relations["source"].to_numpy()
    gone = (step.away | failed)[relations["target"].to_numpy()]
    stands = ~(step.rows & step.out[source]) & ~(step.spreads & (failed[source] | gone))
    kept = relations.filter(pl.Series(stands))
    if "substitute" not in relations.columns:
        kept = kept.with_columns(pl.lit(value=False).alias("substitute"))
    found = step.substitution
    alive = ~(failed[found.supplier] | failed[found.receiver])
    lost = found.instead_of[alive]
    pairs = pl.DataFrame({"source": step.exposed.supplier[lost], "target": step.exposed.receiver[lost]})
    first = relations.filter(pl.Series(step.rows)).unique(["source", "target"], keep="first", maintain_order=True)
    ends = ["source", "target"]
    new = pairs.cast(pl.Int64).join(first.cast(dict.fromkeys(ends, pl.Int64)), ends, "left", maintain_order="left")
    new = new.with_columns(pl.Series("source", found.supplier[alive]), pl.lit(value=True).alias("substitute"))
    schema: Any = kept.schema
    return Network(step.network.nodes, pl.concat([kept, new.select(kept.columns).cast(schema)]))
