"""A hand-made database whose index has something to say: five regions, three leaves, three waves."""

from __future__ import annotations

from typing import Any

import duckdb

from tests.hand_made import database
from valuenet.database.fill import write_vocabularies
from valuenet.model.declarations import Index
from valuenet.model.vocabulary import vocabulary

REGIONS = {"110000": 6, "310000": 4, "320000": 3, "330000": 2, "440000": 1}


def indicator(code: str, **parts: Any) -> dict[str, Any]:
    """Return one node of an index."""
    return {"indicator": code, "title": {"zh": f"{code} 指标", "en": code}, **parts}


TREE = [
    indicator("all"),
    indicator("size", parent="all", printed_weight=0.7),
    indicator("number_of_enterprises", parent="size", weight=0.5, printed_weight=0.5),
    indicator("average_number_of_patents", parent="size", weight=0.25, printed_weight=0.25),
    indicator("number_of_parks", parent="all", weight=0.25, printed_weight=0.25),
]


def index(**parts: Any) -> Index:
    """Return the declared index of these leaves."""
    return Index.model_validate({"tree": TREE, "uncertainty": {"draws": 16, "versions": 8}, **parts})


def sampled(regions: dict[str, int] | None = None, later: int = 1) -> duckdb.DuckDBPyConnection:
    """Return a database with so many enterprises in each region, each with patents, and parks; at all waves.

    Of every region `later` enterprises are in the sample at the reported wave alone.
    """
    counts = REGIONS if regions is None else regions
    subjects: dict[str, dict[str, str]] = {}
    values = []
    late = []
    for row, (region, many) in enumerate(counts.items()):
        for each in range(many):
            name = f"e{region}{each}"
            subjects[name] = {"region": region}
            values.append((name, "patents", str(10 * row + each)))
            late += [name] if each < later else []
        for each in range(1 + row % 3):
            subjects[f"p{region}{each}"] = {"region": region, "kind": "park"}
    con = database(subjects, values, whole=True)
    write_vocabularies(con, {"region": vocabulary("region")})
    con.execute("INSERT INTO sample SELECT s.subject_id, w.wave FROM subject s, wave w")
    con.execute("DELETE FROM sample WHERE wave <> '2019' AND subject_id IN (SELECT unnest(?))", [late])
    con.execute("INSERT INTO presence SELECT * FROM sample")
    return con
