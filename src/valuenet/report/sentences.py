"""The sentence of a table: its message with what can be said of its rows, or why there is nothing to say."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from valuenet.language import Figure, Language, message_ids, phrase
from valuenet.measures.catalogue import Measure
from valuenet.report.claims import Groups, RowValues, Teller, counted, pieces
from valuenet.report.compared_facts import compared_facts
from valuenet.report.document import Sentence
from valuenet.report.facts import facts, roles
from valuenet.report.index_facts import index_facts, index_silence
from valuenet.report.material import Material

TOTALS = ("rejections", "failed", "enterprises", "mentions", "subjects", "doubtful", "judged", "stopped", "relations")
"""Counts of the whole database that the sentence of any table may name."""


def has_data(measure: Measure, table: pl.DataFrame) -> bool:
    """Tell whether a result says anything: some row has the label the table is about, and some quantity."""
    if table.is_empty() or not measure.key:
        return not table.is_empty()
    label = roles(measure).label
    quantities = [name for name in measure.columns if name not in measure.key]
    named = table.filter(
        pl.col(label).is_not_null() if label != "region" or "country" not in table.columns else pl.lit(True)
    )
    return any(named[name].null_count() < named.height for name in quantities)


def sentence(measure: Measure, rows: Sequence[RowValues], material: Material, language: Language) -> Sentence:
    """Return what is said of the rows of a table that has data; a study's own table need not have its own message."""
    words = message_of(measure)
    if measure.name in material.measures and words not in message_ids(language):
        words = "table-own-by-year" if measure.columns[roles(measure).label] == "year" else "table-own"
    return pieces(phrase(words, language, **arguments(measure, rows, material, language)))


def silence(measure: Measure, material: Material, language: Language) -> Sentence:
    """Return what is said of a table without data; a comparison of waves says whether there was anything to compare."""
    own = f"{message_of(measure)}-empty"
    known = own if own in message_ids(language) else index_silence(measure.name, material.tables)
    return pieces(phrase(known or "table-empty", language, waves=int(material.counts["waves"])))


def message_of(measure: Measure) -> str:
    """Return the name of the message for a table."""
    return measure.name.replace(".", "-").replace("_", "-")


def arguments(measure: Measure, rows: Sequence[RowValues], material: Material, language: Language) -> dict[str, Figure]:
    """Return everything that a message may say of a table, each figure with the rows behind it."""
    groups: Groups = {key: at for at, key in enumerate(material.behind[measure.name].groups)}
    if measure.name == "method.outcomes":  # the table has every kind; the sentence answers for the enterprises
        rows = [row for row in rows if row["kind"] == "enterprise"] or rows
    said: dict[str, Figure] = {name: counted(int(material.counts[name] or 0), measure.name) for name in TOTALS}
    said["rows"] = counted(len(rows), measure.name)
    if measure.key:
        said |= facts(measure, rows, material.labels, language, groups)
    said |= index_facts(measure, rows, material.labels, language, groups)
    return said | compared_facts(Teller(measure, material.labels, language, groups), rows)
