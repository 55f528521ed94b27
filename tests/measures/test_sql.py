"""Every query: its columns, its twin on Spark, and what it says of a study without data."""

from __future__ import annotations

import math
import re

import pytest
import sqlglot
from sqlglot import ErrorLevel, exp

from tests.in_one import in_one
from valuenet.measures.catalogue import Measure, catalogue, indicators

from .conftest import answer, parsed
from .tiny_study import Connection, tiny, viewed

EVERY = [*catalogue().values(), *indicators().values()]
each = in_one("item", EVERY)

PLAIN_TYPES = {"BIGINT", "DOUBLE", "VARCHAR", "BOOLEAN"}


@each
def test_is_one_select_that_spark_can_run(item: Measure) -> None:
    assert item.sql.count(";") == 0
    spark = parsed(item.sql).sql(dialect="spark", unsupported_level=ErrorLevel.RAISE)
    assert isinstance(sqlglot.parse_one(spark, read="spark"), exp.Select)
    assert not re.search(r"\b(?:QUALIFY|STRUCT_PACK|LIST_|EXCLUDE|UNNEST)\b", spark)


@each
def test_columns_are_the_declared_ones_of_plain_types(item: Measure, study: Connection) -> None:
    found, rows = answer(study, item.sql)
    assert [name for name, _ in found] == list(item.columns)
    assert {kind for _, kind in found} <= (PLAIN_TYPES if rows else PLAIN_TYPES | {"INTEGER"})


@each
def test_no_data_is_no_rows(item: Measure, no_data: Connection, no_study: Connection) -> None:
    assert no_study.execute(item.sql).fetchall() == []
    assert no_data.execute(item.sql).fetchall() == []


@each
def test_what_is_not_known_of_subjects_is_an_empty_key(item: Measure, bare_study: Connection) -> None:
    keys = [list(item.columns).index(name) for name in item.key]
    rows = [row for row in bare_study.execute(item.sql).fetchall() if any(row[at] is not None for at in keys)]
    # these know their waves, sources, members or indicators even so
    known = (
        "composition",
        "enterprise_composition",
        "totals",
        "grand_total",
        "sources",
        "rejected",
        "wave_balance",
        "wave_changes",
    )
    kept = {*(f"sample.{table}" for table in known), "ecosystem.members", "index.tree"}
    assert bool(rows) == (item.name in kept)


@each
def test_no_figure_is_infinite_or_not_a_number(item: Measure, study: Connection, either_study: Connection) -> None:
    for con in (study, either_study):
        figures = [cell for row in answer(con, item.sql)[1] for cell in row if isinstance(cell, float)]
        assert all(map(math.isfinite, figures))


@each
def test_rows_come_in_one_order_whatever_the_order_of_storage(
    item: Measure, study: Connection, turned_study: Connection
) -> None:
    assert answer(turned_study, item.sql) == answer(study, item.sql)


@each
def test_no_two_rows_have_one_key(item: Measure, study: Connection) -> None:
    keys = [list(item.columns).index(name) for name in item.key]
    named = [tuple(row[at] for at in keys) for row in answer(study, item.sql)[1]]
    assert len(set(named)) == len(named)


@each
def test_joins_are_by_equality_so_that_cost_grows_with_the_rows(item: Measure) -> None:
    for join in parsed(item.sql).find_all(exp.Join):
        if join.args.get("kind") == "CROSS":
            assert join.this.name in {"middle", "reported", "sizes"}  # each holds a single row
        else:
            assert join.args.get("on") is not None
            assert list(join.args["on"].find_all(exp.EQ))
            assert not list(join.args["on"].find_all(exp.Or))


@pytest.mark.parametrize("name", ["enterprises.funding_total", "indicators.amount_of_financing"])
def test_sums_of_money_do_not_depend_on_the_order_of_addition(name: str) -> None:
    item = {each.name: each for each in EVERY}[name]
    con = tiny()
    con.execute("UPDATE attribute SET value = '0.1' WHERE field = 'funding_cny' AND subject_id IN ('e3', 'e4')")
    con.execute("UPDATE financing_round SET amount_cny = 0.2 WHERE amount_cny IS NOT NULL")
    viewed(con)
    figures = {str(con.execute(item.sql).fetchall()) for _ in range(3)}
    assert len(figures) == 1
    assert "0000001" not in figures.pop()
