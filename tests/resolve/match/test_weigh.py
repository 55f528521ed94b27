from __future__ import annotations

import polars as pl

from valuenet.resolve.match.weigh import factors, weighed

LEVELS = {
    "core": "han3",
    "place": "missing",
    "industry": "missing",
    "registered": "missing",
    "arm": "same",
    "domain": "missing",
    "source": "other",
    "kind": "same",
}


def score(rivals: int = 1, **levels: str) -> float:
    return float(weighed(pl.DataFrame({**LEVELS, **levels, "rivals": [rivals]}))["score"][0])


def test_the_score_is_the_odds_of_all_levels() -> None:
    odds = factors()["core"]["han3"]
    assert score() == odds / (1 + odds)
    assert score(rivals=4) == (odds / 4) / (1 + odds / 4)


def test_agreement_raises_and_disagreement_lowers() -> None:
    assert score(place="differ") < score() < score(place="region") < score(place="city")
    assert score(domain="differ") < score() < score(domain="shared") < score(domain="same")
    assert score(arm="differ", domain="same", place="city") < 0.5
