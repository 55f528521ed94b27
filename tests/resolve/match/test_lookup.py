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
from valuenet.resolve.match.ror import names_of

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
        ("Physics, University of York, York, UK", "b", "merge"),
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


def test_chinese_affiliations_made_of_the_open_register() -> None:
    path = OPEN_DATA / "ror_records_subset" / "ror_organizations.csv.gz"
    if not path.exists():
        pytest.skip("needs the open data in ../shared/data")
    whole = pl.read_csv(path, infer_schema_length=0)
    table = whole.filter(pl.col("status") == "active", pl.col("country_code") == "CN")
    named = names_of(table).filter(pl.col("name").str.contains("(大学|学院|医院|研究所)$")).unique("id")
    made = {
        f"{ahead}{name}{'放射科' if name.endswith('医院') else '信息工程系'}{behind}": each
        for each, name in named.select("id", "name").iter_rows()
        for ahead, behind in (("", ""), ("1. ", "，100084，中国"))
    }
    found = looked_up(made, register(names_of(table))).filter(pl.col("decision") != "none")
    right = sum(made[text] == each for text, each in found.select("text", "id").iter_rows())
    assert len(made) > 1500
    assert right / found.height > 0.99
    assert right / len(made) > 0.98


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
    named = {each for right in told.values() for each in right}
    some = table.with_row_index().filter(pl.col("ror_id").is_in(named) | (pl.col("index") % 8 == 0))
    known = register(names_of(some))
    found = looked_up(told, known).filter(pl.col("decision") == "merge")
    right = sum(each in told[text] for text, each in found.select("text", "id").iter_rows())
    assert right / found.height > 0.95
    assert right / len(told) > 0.7
