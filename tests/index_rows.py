"""A row or two of every table of the index but its tree, its values and its scores; the figures are made up."""

from __future__ import annotations

from typing import Any

Rows = list[dict[str, Any]]


def index_rows(regions: tuple[str, str], leaves: tuple[str, str], root: str, waves: tuple[str, str]) -> dict[str, Rows]:
    """Return the rows by table, of two regions, two leaves, the root, and an earlier and a later wave."""
    (first, second), (one, other), (before, after) = regions, leaves, waves
    ends = {"main_low": 0.0, "main_high": 0.4, "total_low": 0.1, "total_high": 0.9}
    verdict = {"elements": 2, "deviation": 0.01, "precision": 0.005, "consistency_ratio": 0.0, "matrix": "[]"}
    interval = {"mean": 1.4, "median": 1, "low": 1, "high": 2, "best": 1, "worst": 2, "unranked": 0.0}
    return {
        "index_recipe": [
            {"step": step, "ordinal": at, "method": method, "parameters": "{}"}
            for at, (step, method) in enumerate(STEPS, start=1)
        ],
        "index_left_out": [
            {"wave": after, "part": "indicator", "code": other, "why": "constant", "share": 1.0},
            {"wave": after, "part": "analysis", "code": "change", "why": "no_earlier_wave", "share": None},
        ],
        "index_group": [
            {"indicator": root, "compared": "children", "verdict": "impossible", "proven": True, **verdict},
            {"indicator": root, "compared": "leaves", "verdict": "possible", "proven": False, **verdict},
        ],
        "index_interval": [
            {"region": region, "rank": rank, **interval} for rank, region in enumerate(regions, start=1)
        ],
        "index_order": [{"region": first, "other": second, "probability": 0.6}],
        "index_sensitivity": [
            {"factor": "method", "region": None, "main": 0.2, "total": 0.5, **ends},
            {"factor": "data", "region": None, "main": -0.01, "total": 0.4, **ends},
            {"factor": "data", "region": first, "main": 0.1, "total": 0.4, **ends},
        ],
        "index_option": [{"factor": "method", "ordinal": 1, "setting": "{}"}],
        "index_resampled": [
            {"indicator": one, "made": "count", "subjects": 3, "is_resampled": True},
            {"indicator": other, "made": None, "subjects": 0, "is_resampled": False},
        ],
        "index_standing": [
            {"region": region, "indicator": leaf, "rank": 1, "known": 2, "contribution": 0.3, "lead": lead}
            for region, leaf, lead in ((first, one, 0.3), (first, other, -0.1), (second, one, -0.3))
        ],
        "index_peer": [{"region": first, "ordinal": 1, "peer": second, "distance": 0.7, "shared": 1.0}],
        "index_gain": [
            {"region": second, "rank": 2, "wanted": 1, "reached": 1, "total": 0.5, "largest": 0.5, "exact": True}
        ],
        "index_move": [{"region": second, "indicator": one, "value_before": 1.0, "value_after": 2.0, "share": 0.5}],
        "index_change": [
            {
                **{"from_wave": before, "to_wave": after, "region": region, "score_before": 0.4, "score_after": 0.5},
                **{"rank_before": rank, "rank_after": 3 - rank, "region_part": 0.2, "others_part": -0.1},
                "coverage_part": 0.0,
            }
            for rank, region in enumerate(regions, start=1)
        ],
        "index_weight": [
            {"indicator": leaf, "carried": 0.5, "variance_share": share, "correlation": 0.9, "correlation_ratio": 0.8}
            for leaf, share in ((one, 0.7), (other, 0.3))
        ],
        "index_correlation": [
            {"indicator": one, "other": other, "known": 2, "correlation": 0.9, "above": root, "inside": True}
        ],
        "index_alpha": [
            {"indicator": root, "compared": among, "elements": 2, "known": 2, "alpha": 0.9}
            for among in ("children", "leaves")
        ],
        "index_removal": [
            {"indicator": one, "mean_shift": 1.0, "largest_shift": 1.0, "region": first},
            {"indicator": other, "mean_shift": 0.0, "largest_shift": 0.0, "region": first},
        ],
    }


STEPS = (
    *(("denominate", "none"), ("screen", "availability"), ("impute", "none"), ("treat", "none")),
    *(("normalise", "min_max"), ("weigh", "given"), ("aggregate", "sum"), ("rank", "competition")),
)
