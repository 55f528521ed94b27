"""Where weights come from, as a reader sees it: pairwise comparisons, and whether such can have made published ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import RenderableType

from valuenet.cli.drawn import table_of
from valuenet.cli.index_tables import Shown, figure, rows_like
from valuenet.errors import DataError
from valuenet.index.forensics import Verdict, forensics_of
from valuenet.index.pairwise import Priorities, joined, joined_priorities, priorities, spoilers
from valuenet.index.read import NamedTree
from valuenet.index.read_matrix import read_matrix
from valuenet.index.table import FloatArray

LIMIT = 0.1
"""A consistency ratio up to which comparisons are taken to be consistent. Source: Saaty (1980)."""


def ahp_shown(texts: Sequence[tuple[Path, str]]) -> Shown:
    """Show the weights that pairwise comparisons make, of one expert or joined from several, and what spoils them.

    Raises `DataError` where two files compare different things.
    """
    names, matrices = _matrices(texts)
    matrix = joined(matrices) if len(matrices) > 1 else matrices[0]
    own, mean = priorities(matrix), priorities(matrix, "geometric_mean")
    columns = {"eigenvector": own.weights, "geometric_mean": mean.weights}
    if len(matrices) > 1:
        columns["joined_weights"] = joined_priorities([priorities(each).weights for each in matrices])
    weights: list[dict[str, Any]] = [
        {"element": name, **{column: float(values[row]) for column, values in columns.items()}}
        for row, name in enumerate(names)
    ]
    experts: list[dict[str, Any]] = [
        {"file": str(path), **_consistency(priorities(each))} for (path, _), each in zip(texts, matrices, strict=True)
    ]
    spoiling = rows_like(spoilers(matrix, names) if own.consistency_ratio > 0 else ())
    tables = {
        "weights": weights,
        "consistency": [*experts, {"file": "joined", **_consistency(own)}] if len(matrices) > 1 else experts,
        "spoilers": spoiling,
    }
    shown = table_of("Weights from pairwise comparisons", "compared", *(name.replace("_", " ") for name in columns))
    for row in weights:
        shown.add_row(str(row["element"]), *(figure(row[column]) for column in columns))
    parts: list[RenderableType] = [shown]
    parts += [_spoilers(spoiling[:5])] if own.consistency_ratio >= LIMIT else []
    return Shown(tables, parts, _verdicts(experts, own))


def _matrices(texts: Sequence[tuple[Path, str]]) -> tuple[tuple[str, ...], list[FloatArray]]:
    read = [read_matrix(text, path.name) for path, text in texts]
    names = read[0][0]
    matrices = []
    for (path, _), (own, matrix) in zip(texts, read, strict=True):
        if set(own) != set(names):
            lost = sorted(set(own) ^ set(names))[0]
            raise DataError(f"{path.name}: '{lost}' is compared in one file and not in another: compare the same")
        order = [own.index(name) for name in names]
        matrices.append(matrix[np.ix_(order, order)])
    return names, matrices


def _consistency(found: Priorities) -> dict[str, float | int]:
    return {
        "largest_eigenvalue": found.largest_eigenvalue,
        "consistency_index": found.consistency_index,
        "consistency_ratio": found.consistency_ratio,
        "missing": found.missing,
    }


def _spoilers(rows: Sequence[dict[str, Any]]) -> RenderableType:
    shown = table_of("What spoils them", "comparison", "given", "the others imply", "ratio without it")
    for row in rows:
        cells = (f"{row['given']:.3g}", f"{row['implied']:.3g}", figure(row["ratio_without"], 3))
        shown.add_row(f"{row['first']} against {row['second']}", *cells)
    return shown


def _verdicts(experts: Sequence[dict[str, Any]], own: Priorities) -> list[str]:
    several = experts if len(experts) > 1 else ()
    found = [f"{row['file']}: {_said(row['consistency_ratio'])}" for row in several]
    found.append(("joined: " if len(experts) > 1 else "") + _said(own.consistency_ratio))
    missing = f"{own.missing} comparisons were not made; they count as what the others imply"
    return [*found, missing] if own.missing else found


def _said(ratio: float) -> str:
    if ratio < LIMIT:
        return f"consistency ratio {ratio:.3f}, below {LIMIT}: the comparisons are consistent enough"
    return f"consistency ratio {ratio:.3f}, not below {LIMIT}: the comparisons contradict each other too much"


def forensics_shown(named: NamedTree, decimals: int, lang: str, tell: Callable[[str, float], None]) -> Shown:
    """Show for each group of a tree whether pairwise comparisons can have made its weights, or the nearest that do."""
    tell("weights against all comparisons", 0.0)
    verdicts = forensics_of(named.tree, decimals, limit=LIMIT)
    if not verdicts:
        raise DataError("the tree has no group of two to ten indicators whose weights could have been compared")
    rows, matrices = [], []
    for (parent, kind), found in verdicts.items():
        rows.append({"indicator": parent, **_labels(named, parent), "group": kind, **_found(found)})
        for first, *cells in found.rows():
            for second, cell in zip(found.names, cells, strict=True):
                matrices.append(
                    {"indicator": parent, "group": kind, "first": first, "second": second, "comparison": cell}
                )
    shown = table_of(
        "Can pairwise comparisons have made these weights?", "group", "indicators", "answer", "ratio", "off by"
    )
    for (parent, kind), found in verdicts.items():
        label = named.labels.get(parent, (parent, parent))[lang == "en"]
        name = label if kind == "children" else f"{label}, all its leaves"
        off = (figure(found.consistency_ratio, 3), f"{found.deviation:.2g}")
        shown.add_row(name, str(len(found.names)), found.verdict, *off)
    return Shown({"verdicts": rows, "comparisons": matrices}, [shown], list(_explained(verdicts.values(), decimals)))


def _labels(named: NamedTree, code: str) -> dict[str, str]:
    zh, en = named.labels.get(code, (code, code))
    return {"indicator_zh": zh, "indicator_en": en}


def _found(found: Verdict) -> dict[str, Any]:
    return {
        "indicators": len(found.names),
        "verdict": found.verdict,
        "consistency_ratio": found.consistency_ratio,
        "deviation": found.deviation,
        "precision": found.precision,
        "nearest_is_proven": found.nearest_is_proven,
        "examined": found.examined,
    }


def _explained(verdicts: Iterable[Verdict], decimals: int) -> Sequence[str]:
    kinds = {found.verdict for found in verdicts}
    said = {
        "possible": f"possible: a matrix of 1/9 to 9 makes the weights, to {decimals} decimals",
        "impossible": "impossible: no matrix with a consistency ratio below 0.1 does; the nearest is off by that much",
        "not found": "not found: the search found none, which does not prove that there is none",
    }
    return [words for kind, words in said.items() if kind in kinds]
