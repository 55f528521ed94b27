"""The reference network of the benchmarks: its size and shape are those of the published one."""

from __future__ import annotations

from typing import Any

NODES, RELATIONS, EGOS = 21_413, 31_949, 797
SEED = 2026


def arcs(size: int = 1) -> tuple[Any, Any]:
    """Return the ends of arcs in the shape of the published network: 797 egos, most partners with one tie.

    What partners have beyond that goes to a few of them, and a third of it to egos: so there are triangles.
    """
    import numpy as np

    random = np.random.default_rng(SEED)
    nodes, relations, egos = NODES * size, RELATIONS * size, EGOS * size
    chances = random.lognormal(sigma=1.0, size=egos)
    ends = np.concatenate([np.arange(egos), random.choice(egos, relations - egos, p=chances / chances.sum())])
    partners = nodes - egos
    heavy = 1 / np.arange(1, partners + 1) ** 0.8
    again = random.choice(partners, relations - partners, p=heavy / heavy.sum())
    among = random.random(len(again)) < 1 / 3
    again[among] = random.choice(egos, int(among.sum()), p=chances / chances.sum()) - egos
    alters = egos + np.concatenate([np.arange(partners), again])
    random.shuffle(alters)
    out = random.random(relations) < 0.6
    return np.where(out, ends, alters).astype(np.int32), np.where(out, alters, ends).astype(np.int32)
