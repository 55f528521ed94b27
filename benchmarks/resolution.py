"""Resolving names: a million, a thousand more, and a hundred thousand beside splink and dedupe with their defaults."""

from __future__ import annotations

import argparse
import json
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from benchmarks.measured import Failed, Line, measured, python, table, tell

NAMES, ADDED, BESIDE = 1_000_000, 1_000, 100_000
SEED = 7
ASKED = 100


def lines(names: int = NAMES) -> Iterator[Line]:
    """Yield what each piece of work needs: CPU and wall seconds of the work alone, memory of its process."""
    for name, (_, library, note) in WORK.items():
        if find_spec(library) is None:
            yield Line("resolution", name, None, f"skipped: {library} is not installed (requirements-bench.lock)")
            continue
        tell(f"resolution: {name}")
        try:
            cost = measured(python("-m", "benchmarks.resolution", "--only", name, "--names", str(names)))
        except Failed as failed:
            yield Line("resolution", name, None, f"failed: {failed}")
            continue
        found = json.loads(cost.printed)
        said = "; ".join([note, *(f"{key} {value:,.6g}" for key, value in found["values"].items())])
        yield Line("resolution", name, replace(cost, cpu_s=found["cpu_s"], wall_s=found["wall_s"]), said)


def _mentions(names: int) -> Any:
    """Return corrupted names of half as many organisations, as mentions with the truth beside."""
    import polars as pl

    from valuenet.resolve.evaluation.corrupt import corrupted

    frame = corrupted(names // 2, SEED).with_row_index("mention")
    return frame.select("mention", "subject", name_zh="name", kind=pl.lit("enterprise"))


def _quality(pairs: Any, mentions: Any) -> dict[str, float]:
    """Return precision and recall of pairs (left, right: mentions) against the truth."""
    import polars as pl

    subject = mentions["subject"]
    told = pairs.select("left", "right").unique()
    right = int((subject.gather(told["left"]) == subject.gather(told["right"])).sum())
    sizes = mentions.group_by("subject").len()["len"].cast(pl.Int64)
    true = int((sizes * (sizes - 1) // 2).sum())
    return {"pairs": told.height, "precision": right / max(told.height, 1), "recall": right / true}


def _resolve(mentions: Any) -> Callable[[], dict[str, float]]:
    def work() -> dict[str, float]:
        import polars as pl

        from valuenet.resolve.keys import mention_keys
        from valuenet.resolve.match.links import matched

        known = mentions.drop("subject")
        keys = mention_keys(known)
        found = matched(known, keys)
        merged = found.links.filter(pl.col("decision") == "merge").select("left", "right")
        first = keys.select(left=pl.col("mention").min().over("key"), right="mention")
        same = first.filter(pl.col("left") < pl.col("right"))
        return {**_quality(pl.concat([merged, same]), mentions), "compared": found.compared, "cut": found.cut.height}

    return work


def _added(names: int) -> Callable[[], dict[str, float]]:
    from valuenet.resolve.keys import mention_keys
    from valuenet.resolve.match.prepared import added, prepared

    mentions = _mentions(names + ADDED).drop("subject")
    old, new = mentions.head(names), mentions.tail(ADDED)
    known = prepared(old, mention_keys(old))

    def work() -> dict[str, float]:
        return {"links": added(known, new, mention_keys(new)).links.height}

    return work


def _splink(mentions: Any) -> Callable[[], dict[str, float]]:
    """Name comparison at its defaults, blocked on the first three characters; one column cannot train itself (EM)."""

    def work() -> dict[str, float]:
        import polars as pl

        splink: Any = import_module("splink")
        library: Any = import_module("splink.comparison_library")
        api = splink.DuckDBAPI()
        frame = api.register(mentions.select(unique_id="mention", name="name_zh").to_arrow())
        rules = [splink.block_on("substr(name, 1, 3)"), splink.block_on("substr(name, -3)")]
        settings = splink.SettingsCreator(
            link_type="dedupe_only",
            comparisons=[library.NameComparison("name")],
            blocking_rules_to_generate_predictions=rules[:1],
        )
        linker = splink.Linker(frame, settings)
        linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=SEED)
        linker.training.estimate_probability_two_random_records_match(rules[:1], recall=0.7)
        found = linker.inference.predict(threshold_match_probability=0.5).as_duckdbpyrelation().pl()
        pairs = found.select(left=pl.col("unique_id_l").cast(pl.UInt32), right=pl.col("unique_id_r").cast(pl.UInt32))
        return _quality(pairs, mentions)

    return work


def _dedupe(mentions: Any) -> Callable[[], dict[str, float]]:
    """A string variable at its defaults; the truth gives a sample of pairs and answers what it asks, as one would."""

    def work() -> dict[str, float]:
        import io

        import numpy as np
        import polars as pl

        dedupe: Any = import_module("dedupe")
        serializer: Any = import_module("dedupe.serializer")
        rows = mentions.select("mention", "subject", name=pl.col("name_zh").str.strip_chars()).to_dicts()
        data = {row["mention"]: {**row, "name": row["name"] or None} for row in rows}
        together = mentions.group_by("subject", maintain_order=True).agg("mention").head(ASKED)["mention"].to_list()
        other = np.random.default_rng(SEED).choice(len(data), (ASKED, 2), replace=False).tolist()
        sample = io.StringIO()
        told = {"match": together, "distinct": other}
        known = {kind: [tuple(data[at] for at in pair) for pair in held] for kind, held in told.items()}
        serializer.write_training(known, sample)
        sample.seek(0)
        model = dedupe.Dedupe([dedupe.variables.String("name", has_missing=True)], num_cores=1)
        model.prepare_training(data, sample)
        for _ in range(ASKED):
            ((left, right),) = model.uncertain_pairs()
            same = left["subject"] == right["subject"]
            model.mark_pairs({"match": [(left, right)] * same, "distinct": [(left, right)] * (not same)})
        model.train()
        clusters = [sorted(ids) for ids, _ in model.partition(data, 0.5)]
        pairs = [(left, right) for ids in clusters for at, left in enumerate(ids) for right in ids[at + 1 :]]
        return _quality(pl.DataFrame(pairs, {"left": pl.UInt32, "right": pl.UInt32}, orient="row"), mentions)

    return work


WORK: dict[str, tuple[Callable[[int], Callable[[], dict[str, float]]], str, str]] = {
    "resolve": (lambda names: _resolve(_mentions(names)), "rapidfuzz", "all names"),
    "add": (_added, "rapidfuzz", f"{ADDED:,} names more"),
    "resolve-beside": (lambda names: _resolve(_mentions(min(names, BESIDE))), "rapidfuzz", "names for the peers"),
    "splink": (lambda names: _splink(_mentions(min(names, BESIDE))), "splink", "the same names"),
    "dedupe": (lambda names: _dedupe(_mentions(min(names, BESIDE))), "dedupe", "the same names"),
}
"""What is measured: the work (made ready from a number of names), the library it needs, and a note."""
PEERS = ("splink", "dedupe")
PEER_CPU_S = 900


def _limited(cpu_s: int) -> None:
    """End this process, saying so, once it has taken so many CPU seconds."""

    def stop(*_: object) -> None:
        raise SystemExit(f"stopped after {cpu_s:,} CPU s")

    signal.signal(signal.SIGXCPU, stop)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main(words: Sequence[str] | None = None) -> None:
    """Print the table, or, with `--only`, the result of one piece of work as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(WORK))
    parser.add_argument("--names", type=int, default=NAMES)
    asked = parser.parse_args(words)
    if asked.only is None:
        print(table(lines(asked.names)))
        return
    import_module("valuenet.resolve.match.links")
    if asked.only in PEERS:
        _limited(PEER_CPU_S)
    work = WORK[asked.only][0](asked.names)
    began, cpu = time.perf_counter(), time.process_time()
    values = work()
    spent = {"cpu_s": time.process_time() - cpu, "wall_s": time.perf_counter() - began}
    print(json.dumps({**spent, "values": values}))


if __name__ == "__main__":
    main()
