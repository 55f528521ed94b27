"""What the command on shocks finds out: the steps, the curves and the most harmful suppliers, with their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from valuenet.database.read import Database
from valuenet.network.shock.critical import Critical, critical
from valuenet.network.shock.cut_off import cut_off
from valuenet.network.shock.loss import summary
from valuenet.network.shock.shock import Rules, Step, shock
from valuenet.network.shock.shock_tables import compared, critical_table, curve_table, default_shock, step_tables
from valuenet.network.shock.spelling import folded

VOCABULARY = {
    "home_country": "country",
    "relation_kind": "relation_kind",
    "relation_family": "relation_family",
    **{name: name for name in ("country", "region", "sector", "layer", "kind", "application_field")},
}
"""The vocabulary of a column of the network."""


@dataclass(frozen=True)
class Call:
    """What the command was asked."""

    steps: list[list[str]]
    chosen: Mapping[str, list[str]]
    wave: str | None
    by: tuple[str, ...]
    capacity: float
    threshold: float
    unknown_counts: bool
    observed_only: bool
    number: int
    objective: str
    seed: int


@dataclass(frozen=True)
class Told:
    """What was found: per step its counts and tables; the tables of the whole; and names for what they hold."""

    call: Call
    steps: list[Step]
    summaries: list[dict[str, int]]
    tables: list[dict[str, pl.DataFrame]]
    whole: dict[str, pl.DataFrame]
    critical: Critical
    names: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    synthetic: bool

    def label(self, column: str, code: str | None) -> str:
        """A code in words; what is not known is `no data`."""
        if code is None:
            return "no data"
        if column == "region" and code not in self.labels.get("region", {}):
            column = "country"
        return self.labels.get(column, {}).get(code, code)


def told(path: Path, call: Call, tell: Callable[[str, float], None]) -> Told:
    """Read the network of a file and run the shock that `call` asks for."""
    tell("read the network", 0.0)
    with Database(path) as database:
        network = database.network(call.wave)
        terms = database.query(
            "SELECT vocabulary, code, label_zh, label_en FROM vocabulary ORDER BY vocabulary, ordinal"
        )
        home, synthetic = str(database.study["country"]), bool(database.study["synthetic"])
    labels = {
        name: dict(terms.filter(vocabulary=used).select("code", "label_en").iter_rows())
        for name, used in VOCABULARY.items()
    }
    rules = Rules(
        chosen=call.chosen,
        by=call.by,
        capacity=call.capacity,
        threshold=call.threshold,
        unknown_counts=call.unknown_counts,
        observed_only=call.observed_only,
        home=home,
        spellings=_spellings(terms, call),
    )
    tell("cut off suppliers", 0.2)
    steps = list(shock(network, call.steps or [default_shock(network, rules)], rules))
    tell("compare with other removals", 0.4)
    curves = curve_table(compared(steps, rules, seed=call.seed))
    tell("find the most harmful suppliers", 0.8)
    worst = _worst(steps[0], call)
    names = network.nodes.select("id", pl.coalesce("label_en", "label", "id").alias("name"))
    return Told(
        call,
        steps,
        [summary(step) for step in steps],
        [step_tables(step) for step in steps],
        {"curves": curves, "critical": critical_table(network, worst)},
        worst,
        dict(names.iter_rows()),
        labels,
        synthetic,
    )


def _worst(first: Step, call: Call) -> Critical:
    if call.objective == "cut_off":
        return cut_off(first.exposed, call.number, unknown_counts=call.unknown_counts)
    return critical(first.exposed, call.number, call.objective)


def _spellings(terms: pl.DataFrame, call: Call) -> dict[str, dict[str, str]]:
    """Every name of every code: those of the file and, for words that it does not know, the packaged aliases."""
    found: dict[str, dict[str, str]] = {}
    asked = [word.partition(":")[2] for words in call.steps for spec in words for word in spec.split("&")]
    asked += [value for values in call.chosen.values() for value in values]
    for column, name in VOCABULARY.items():
        rows = terms.filter(vocabulary=name).select("code", "label_zh", "label_en").iter_rows()
        found[column] = {folded(spelling): code for code, *spellings in rows for spelling in (*spellings, code)}
    known = set().union(*(set(spelled) for spelled in found.values()))
    if any(folded(word) not in known for word in asked):
        from valuenet.model.vocabulary import vocabulary, vocabulary_names

        for column, name in VOCABULARY.items():
            if name in vocabulary_names():
                aliases = {folded(word): term.code for term in vocabulary(name).terms for word in term.aliases}
                found[column] = {**aliases, **found[column]}
    return found
