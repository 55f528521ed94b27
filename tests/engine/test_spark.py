from __future__ import annotations

import pytest

from valuenet.engine.spark import to_spark
from valuenet.errors import DatabaseError


@pytest.mark.parametrize(
    ("duck", "spark"),
    [
        ("SELECT a::INT FROM t", "SELECT CAST(a AS INT) FROM t"),
        ("SELECT * EXCLUDE (a) FROM t", "SELECT * EXCEPT (a) FROM t"),
        ("SELECT arg_max(a, b) FROM t", "SELECT MAX_BY(a, b) FROM t"),
        ('SELECT "order" FROM result."sample_totals"', "SELECT `order` FROM result.`sample_totals`"),
        ("/* header */ SELECT 1 AS n;", "/* header */ SELECT 1 AS n"),
    ],
)
def test_what_is_said_otherwise_on_spark(duck: str, spark: str) -> None:
    assert to_spark(duck) == spark


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("", "one statement, not 0"),
        ("SELECT 1; SELECT 2", "one statement, not 2"),
        ("SELECT 1 +", r"line 1, column 10"),
        ("SELECT 'open", "not SQL as DuckDB reads it"),
        ("SELECT list_aggregate([1, 2], 'sum')", "may not know the function list_aggregate"),
    ],
)
def test_what_spark_has_no_word_for(sql: str, message: str) -> None:
    with pytest.raises(DatabaseError, match=message) as refused:
        to_spark(sql)
    assert "\x1b" not in str(refused.value)


def test_a_construct_that_sqlglot_cannot_say_on_spark_is_refused() -> None:
    with pytest.raises(DatabaseError, match="no counterpart on Spark"):
        to_spark("SELECT sum(a) OVER (ORDER BY b RANGE BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW) FROM t")
