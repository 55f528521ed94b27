"""The order in which the mentions of a subject are asked for a value: by source, by date, or by the most sources."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from valuenet.model.precedence import Rule

SHOWN = ("source_id", "date", "series", "declared_id")
"""What else than its place a rule may need of a mention: the day its source speaks of, and which list it is of."""


def asked_first(mentions: pl.DataFrame, column: str, rule: Rule) -> pl.DataFrame:
    """Return the mentions that tell `column`, those first whose value is chosen; within a rule the given order stays.

    `mentions` has subject, `column` and, as a rule needs them, `date` (of the source; none comes last), `series` (one
    voice, however many editions it has) and `declared_id` (the source by its name in the study).

    >>> told = pl.DataFrame({"subject": [0, 0, 0], "city": ["a", "b", "b"], "series": ["x", "y", "z"]})
    >>> asked_first(told, "city", "majority")["city"].to_list()
    ['b', 'b', 'a']
    >>> asked_first(told, "city", "source")["city"].to_list()
    ['a', 'b', 'b']
    """
    told = mentions.filter(pl.col(column).is_not_null())
    if rule == "source":
        return told
    if rule == "recency":
        return told.sort("date", descending=True, nulls_last=True, maintain_order=True)
    if rule == "majority":
        voices = told.group_by("subject", column).agg(pl.col("series").n_unique().alias("voices"))
        counted = told.join(voices, on=["subject", column], how="left", maintain_order="left")
        return counted.sort("voices", descending=True, maintain_order=True).drop("voices")
    places = {source: place for place, source in enumerate(rule)}
    place = pl.col("declared_id").replace_strict(places, default=len(places), return_dtype=pl.Int64)
    return told.sort(place, maintain_order=True)


def ruled_places(told: pl.DataFrame, parts: Sequence[str], rule: Rule) -> pl.DataFrame:
    """Return where each subject sits by a rule: of `parts`, the widest first, each within what is chosen before it.

    `told` has subject, the columns of `parts`, and what `asked_first` needs for the rule.

    >>> told = {"subject": [0, 0, 0], "region": ["b", "g", "g"], "city": ["b1", None, "g1"], "series": ["x", "y", "z"]}
    >>> ruled_places(pl.DataFrame(told), ("region", "city"), "majority").rows()
    [(0, 'g', 'g1')]
    """
    found, left = told.select("subject").unique(maintain_order=True), told
    for part in parts:
        asked = asked_first(left, part, rule).select("subject", chosen=part)
        chosen = asked.unique("subject", keep="first", maintain_order=True)
        within = left.join(chosen, on="subject", how="left", maintain_order="left")
        left = within.filter(pl.col("chosen").is_null() | (pl.col(part) == pl.col("chosen"))).drop("chosen")
        found = found.join(chosen.rename({"chosen": part}), on="subject", how="left", maintain_order="left")
    return found
