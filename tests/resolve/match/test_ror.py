from __future__ import annotations

import polars as pl
import pytest

from valuenet.errors import DataError
from valuenet.resolve.match.ror import is_ror, names_of


def test_the_table_that_ror_publishes() -> None:
    frame = pl.DataFrame(
        {
            "id": ["r1", "r2"],
            "names.types.ror_display": ["Foo: a University", "Gone"],
            "names.types.label": ["en: Foo University; fr: Université Foo", None],
            "names.types.acronym": ["FU", None],
            "locations.geonames_details.country_code": ["FR", "FR"],
            "locations.geonames_details.name": ["Paris", "Lyon"],
            "status": ["active", "withdrawn"],
        }
    )
    assert is_ror(frame)
    found = names_of(frame)
    assert found.select("id", "name", "kind").rows() == [
        ("r1", "Foo: a University", "label"),
        ("r1", "Foo University", "label"),
        ("r1", "Université Foo", "label"),
        ("r1", "FU", "acronym"),
    ]
    assert found["city"].unique().to_list() == ["Paris"]


def test_a_table_of_the_shorter_names() -> None:
    frame = pl.DataFrame(
        {"ror_id": ["r1"], "display_name": ["Foo"], "labels": ["zh:甲|en:Foo"], "aliases": ["Bar|Baz"]}
    )
    assert names_of(frame)["name"].to_list() == ["Foo", "甲", "Bar", "Baz"]


def test_no_active_organisation_is_an_error() -> None:
    frame = pl.DataFrame({"id": ["r1"], "names.types.ror_display": ["Foo"], "status": ["withdrawn"]})
    with pytest.raises(DataError, match="no active organisation"):
        names_of(frame)
