"""Indices: many rebuilds, one large build, Sobol indices, and a Monte Carlo aggregation beside its peers."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks.measured import Failed, Line, measured, python, table, tell

BUILDS, REGIONS, LEAVES = 10_000, 31, 24
LARGE = (100_000, 100)
SEED = 2026


def lines() -> Iterator[Line]:
    """Yield what each piece of work needs: CPU and wall seconds of the work alone, memory of its process."""
    for name, (_, library, note) in WORK.items():
        yield _line(name, library, note)


def _line(name: str, library: str, note: str) -> Line:
    what = "index"
    if find_spec(library) is None:
        return Line(what, name, None, f"skipped: {library} is not installed (requirements-test.lock has it)")
    tell(f"{what}: {name}")
    try:
        cost = measured(python("-m", "benchmarks.index", "--only", name))
    except Failed as failed:
        return Line(what, name, None, f"failed: {failed}")
    found = json.loads(cost.printed)
    said = "; ".join([note, *(f"{key} {value:,.6g}" for key, value in found["values"].items())])
    return Line(what, name, replace(cost, cpu_s=found["cpu_s"], wall_s=found["wall_s"]), said)


def _tree(parents: int, leaves: int) -> Any:
    from valuenet.index.tree import Indicator, tree_of

    inner = [Indicator(f"d{place}", "index") for place in range(parents)]
    outer = [Indicator(f"l{place}", f"d{place % parents}", 1, 1 / leaves) for place in range(leaves)]
    return tree_of([Indicator("index"), *inner, *outer])


def _tables() -> tuple[Any, Any]:
    """Return skewed values of many builds, and weights of the leaves of each."""
    import numpy as np

    random = np.random.default_rng(SEED)
    values = random.lognormal(sigma=1.2, size=(REGIONS, LEAVES)) * random.lognormal(
        sigma=0.1, size=(BUILDS, REGIONS, LEAVES)
    )
    weights = random.dirichlet(np.full(LEAVES, 20.0), BUILDS)
    return values, weights


def _rebuilds(data: dict[str, Any]) -> Callable[[], dict[str, float]]:
    from valuenet.index.rebuild import rebuild
    from valuenet.index.recipe import recipe_of
    from valuenet.index.weigh import node_weights

    tree, recipe = _tree(6, LEAVES), recipe_of(data)
    values, weights = _tables()
    return lambda: {"mean rank": float(rebuild(tree, recipe, values, node_weights(tree, weights)).ranks[:, 0].mean())}


def _large(data: dict[str, Any]) -> Callable[[], dict[str, float]]:
    import numpy as np

    from valuenet.index.build import build
    from valuenet.index.recipe import recipe_of
    from valuenet.index.table import table_of

    tree, recipe = _tree(10, LARGE[1]), recipe_of(data)
    values = np.random.default_rng(SEED).lognormal(size=LARGE)
    values.setflags(write=False)  # a table takes it as it is
    regions = [str(place) for place in range(LARGE[0])]
    return lambda: {"best": float(build(tree, table_of(tree, regions, values), recipe).score_of("index").max())}


DRAWS = 1_024


def _sobol() -> Callable[[], dict[str, float]]:
    """Eight factors: normalisation, mean, imputation, treatment, screening, two of weights, and resampled data."""
    import numpy as np

    from valuenet.index.factors import Choice, Dirichlet, Factor, Noise, Resample
    from valuenet.index.recipe import recipe_of
    from valuenet.index.table import table_of
    from valuenet.index.uncertainty import uncertainty

    random, tree = np.random.default_rng(SEED), _tree(6, LEAVES)
    values = random.lognormal(sigma=1.2, size=(REGIONS, LEAVES))
    values[random.random(values.shape) < 0.03] = np.nan
    factors: list[Factor] = [
        Choice("normalise", [{}, {"normalise": "rank"}, {"normalise": {"method": "z_score", "mean": 100}}]),
        Choice("aggregate", [{}, {"aggregate": "geometric"}]),
        Choice("impute", [{}, {"impute": "median"}]),
        Choice("treat", [{}, {"treat": "none"}]),
        Choice("screen", [{}, {"screen": {"indicators": 0.5}}]),
        Noise("weights of leaves", 0.25, [f"d{place}" for place in range(6)]),
        Dirichlet("weights of dimensions", 50, ["index"]),
        Resample("data", values * random.lognormal(sigma=0.1, size=(200, REGIONS, LEAVES))),
    ]
    recipe = recipe_of(
        {"impute": "mean", "treat": "winsorise", "normalise": {"low": 1, "high": 100}, "aggregate": "arithmetic"}
    )
    table = table_of(tree, [str(place) for place in range(REGIONS)], values)

    def work() -> dict[str, float]:
        found = uncertainty(tree, table, recipe, factors, DRAWS, SEED)
        shift = found.shift.total if found.shift is not None else np.zeros(1)
        return {"builds": found.builds, "greatest total index": float(shift.max())}

    return work


PEER_BUILDS = 500
"""Builds that the peers do; what they take is shown for all."""


def _sums_valuenet() -> Callable[[], dict[str, float]]:
    return _rebuilds({})


def _projected(one: Callable[[Any, Any], Any]) -> Callable[[], dict[str, float]]:
    """Return the work of a peer, min-max and weighted sum of one build after the other."""
    values, weights = _tables()

    def work() -> dict[str, float]:
        began = time.process_time()
        ranks = [one(each, own)[0] for each, own in zip(values[:PEER_BUILDS], weights, strict=False)]
        took = (time.process_time() - began) * BUILDS / PEER_BUILDS
        return {"mean rank of the sample": sum(map(float, ranks)) / PEER_BUILDS, "projected CPU s": took}

    return work


def _module(name: str) -> Any:
    """Import a peer, of whose types nothing is known."""
    return import_module(name)


def _sums_pymcdm() -> Callable[[], dict[str, float]]:
    import numpy as np

    helpers, methods, scales = (_module(f"pymcdm.{name}") for name in ("helpers", "methods", "normalizations"))
    method, types = methods.WSM(normalization_function=scales.minmax_normalization), np.ones(LEAVES)
    return _projected(lambda values, weights: helpers.rankdata(method(values, weights, types), reverse=True))


def _sums_scikit_criteria() -> Callable[[], dict[str, float]]:
    data = _module("skcriteria")
    scaler = _module("skcriteria.preprocessing.scalers").MinMaxScaler(target="matrix")
    method = _module("skcriteria.agg.simple").WeightedSumModel()

    def one(values: Any, weights: Any) -> Any:
        return method.evaluate(scaler.transform(data.mkdm(values, [max] * LEAVES, weights=weights))).rank_

    return _projected(one)


GOAL = "goal 2 s"
MANY = f"{BUILDS:,} builds of {REGIONS} x {LEAVES}"
WORK: dict[str, tuple[Callable[[], Callable[[], dict[str, float]]], str, str]] = {
    "valuenet: winsorise, min-max, arithmetic": (
        lambda: _rebuilds({"treat": "winsorise", "aggregate": "arithmetic"}),
        "valuenet",
        f"{MANY}, {GOAL}",
    ),
    "valuenet: winsorise, min-max, geometric": (
        lambda: _rebuilds({"treat": "winsorise", "normalise": {"low": 1, "high": 100}, "aggregate": "geometric"}),
        "valuenet",
        f"{MANY}, {GOAL}",
    ),
    "valuenet: one large build": (lambda: _large({}), "valuenet", f"{LARGE[0]:,} x {LARGE[1]}, {GOAL}, 2,000 MB"),
    "valuenet: Sobol, 8 factors": (_sobol, "valuenet", f"N = {DRAWS:,}, {REGIONS} x {LEAVES}, goal 3 s"),
    "valuenet: min-max, weighted sum": (_sums_valuenet, "valuenet", MANY),
    "pymcdm: min-max, weighted sum": (_sums_pymcdm, "pymcdm", f"{PEER_BUILDS} of {MANY}"),
    "scikit-criteria: min-max, weighted sum": (_sums_scikit_criteria, "skcriteria", f"{PEER_BUILDS} of {MANY}"),
}


def _only(name: str) -> dict[str, Any]:
    """Do one piece of work in this process and return what it found and took."""
    work = WORK[name][0]()
    cpu, wall = time.process_time(), time.monotonic()
    values = work()
    return {"values": values, "cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall}


def main(words: Sequence[str] | None = None) -> None:
    """Print the comparison, or, for the processes it starts, the result of one piece of work."""
    parser = argparse.ArgumentParser(description="Measure the index engine, and compare it with others.")
    parser.add_argument("--only", choices=list(WORK), help="one piece of work, printed as JSON")
    chosen = parser.parse_args(words)
    print(json.dumps(_only(chosen.only)) if chosen.only else table(lines()))


if __name__ == "__main__":
    main()
