"""The default study from other seeds: what it costs to make and build, and whether each yields every figure."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from shutil import copytree, ignore_patterns

from benchmarks.measured import Cost, Failed, Line, measured, python, table, tell
from benchmarks.open_study import median

STUDY = "china_ai_2019"
SEEDS = range(1, 22)
"""An odd number of them, so that one is the median; the packaged files are of another."""
GOAL = "goal 60 s CPU, 2,000 MB"
_COMMAND = ("-m", "valuenet.cli")


def lines(seeds: Sequence[int] = SEEDS) -> Iterator[Line]:
    """Yield the median cost of reconstructing the default study, and how many seeds yield every exact figure."""
    costs: list[Cost] = []
    failed: list[str] = []
    for seed in seeds:
        tell(f"the reconstruction with seed {seed}")
        try:
            costs.append(_reconstructed(seed))
        except Failed as reason:
            failed.append(f"seed {seed}: {reason}")
    cost = median(costs) if costs else None
    yield Line("reconstruct", STUDY, cost, f"{GOAL}; {_note(len(seeds), failed)}")


def _note(seeds: int, failed: Sequence[str]) -> str:
    """Say how many seeds did it.

    >>> _note(3, ["seed 2: 1 differs"])
    '2 of 3 seeds yield every exact figure; seed 2: 1 differs'
    """
    return "; ".join([f"{seeds - len(failed)} of {seeds} seeds yield every exact figure", *failed])


def _reconstructed(seed: int) -> Cost:
    """Reconstruct with a seed, then build and compare; raises `Failed` where a figure of status exact differs."""
    with tempfile.TemporaryDirectory(prefix="valuenet-bench-") as place:
        study = Path(place, STUDY)
        copytree(Path(str(files("valuenet")), "studies", STUDY), study, ignore=ignore_patterns("data"))
        cost = measured(python(*_COMMAND, "reconstruct", study, "--seed", str(seed), "--quiet"))
        measured(python(*_COMMAND, "audit", study, "--out", place, "--quiet"))
    return cost


def main(words: Sequence[str] | None = None) -> None:
    """Print what the reconstruction costs, and whether the seeds that the command line names reach the figures."""
    parser = argparse.ArgumentParser(description="Reconstruct the default study from other seeds.")
    parser.add_argument("seeds", type=int, nargs="*", default=[], help=f"seeds, default {SEEDS[0]} to {SEEDS[-1]}")
    print(table(lines(parser.parse_args(words).seeds or SEEDS)))


if __name__ == "__main__":
    main()
