"""Databases of the hand-made study that the tests of the measures share."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from .tiny_study import Connection, bare, declared, no_tables_filled, tiny, turned, viewed

Rows = list[tuple[Any, ...]]
_ANSWERS: dict[tuple[int, str], tuple[list[tuple[str, str]], Rows]] = {}


def answer(con: Connection, sql: str) -> tuple[list[tuple[str, str]], Rows]:
    """The columns (name, type) and rows of a query, asked once of each of the session's databases."""
    asked = (id(con), sql)
    if asked not in _ANSWERS:
        found = con.execute(sql)
        _ANSWERS[asked] = ([(column[0], str(column[1])) for column in found.description], found.fetchall())
    return _ANSWERS[asked]


@cache
def parsed(sql: str) -> exp.Expr:
    """The syntax tree of a query, which no test may change."""
    return sqlglot.parse_one(sql, read="duckdb")


@pytest.fixture(scope="session")
def study() -> Connection:
    """The hand-made study, counted by own rows."""
    return viewed(tiny())


@pytest.fixture(scope="session")
def either_study() -> Connection:
    """The hand-made study, counted on either side."""
    return viewed(tiny("either"))


@pytest.fixture(scope="session")
def turned_study() -> Connection:
    """The hand-made study with the rows of its tables in another order."""
    return viewed(turned())


@pytest.fixture(scope="session")
def bare_study() -> Connection:
    """The hand-made study of which nothing is known but the names of its subjects."""
    return viewed(bare())


@pytest.fixture(scope="session")
def no_data() -> Connection:
    """A study that is declared and holds nothing."""
    return viewed(declared())


@pytest.fixture(scope="session")
def no_study() -> Connection:
    """A file of empty tables and views."""
    return viewed(no_tables_filled())
