from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from itertools import islice
from pathlib import Path

import polars as pl
import pytest

from valuenet.resolve.match.lookup import FOUND, looked_up
from valuenet.resolve.match.register import REGISTER, register

OPEN_DATA = Path(__file__).parents[4] / "shared" / "data"
ROWS = [
    ("a", "York University", "CA", "Toronto", None),
    ("b", "University of York", "GB", "York", None),
    ("c", "Foo Institute of Physics", "GB", "York", "b"),
    ("d", "Northeastern University", "US", "Boston", None),
    ("e", "Northeastern University", "CN", "Shenyang", None),
]
KNOWN = register(pl.DataFrame(ROWS, REGISTER, orient="row"))


@pytest.mark.parametrize(
    ("text", "found", "decision"),
    [
        ("York University, Toronto", "a", "merge"),
        ("Foo Institute of Physics, University of York", "b", "merge"),
        ("Northeastern University", None, "none"),
        ("Northeastern University, Boston, USA", "d", "merge"),
        ("Department of Everything", None, "none"),
        ("", None, "none"),
        ("x" * 100_000, None, "none"),
    ],
)
def test_who_is_named(text: str, found: str | None, decision: str) -> None:
    told = looked_up([text], KNOWN)
    assert told.schema == FOUND
    assert told.select("id", "decision").row(0) == (found, decision)


def test_affiliations_of_the_open_gold_list() -> None:
    gold_path = next(OPEN_DATA.glob("affiliation_ror_gold/*.csv.gz"), None)
    if gold_path is None:
        pytest.skip("needs the open data in ../shared/data")
    table = pl.read_csv(OPEN_DATA / "ror_records_subset" / "ror_organizations.csv.gz", infer_schema_length=0)
    table = table.filter(pl.col("status") == "active")
    with gzip.open(gold_path, "rt", encoding="utf-8-sig", newline="") as lines:
        gold = defaultdict(set)
        for text, each in islice(csv.reader(lines), 1, 900):
            gold[text].add(each)
    ids = set(table["ror_id"])
    told = {text: right for text, right in gold.items() if right <= ids}
    split = pl.col("labels").str.replace_all(r"\b[a-z-]{2,5}:", "").str.split("|")
    names = table.select(
        id="ror_id", name=pl.concat_list(pl.concat_list("display_name"), split), country="country_code", city="city"
    )
    known = register(names.explode("name").with_columns(parent=pl.lit(None, pl.String)).unique(maintain_order=True))
    found = looked_up(told, known).filter(pl.col("decision") == "merge")
    right = sum(each in told[text] for text, each in found.select("text", "id").iter_rows())
    assert right / found.height > 0.9
    assert right / len(told) > 0.7
