"""Fields: each declared once, with a type, labels and a vocabulary that exist."""

from __future__ import annotations

import pytest

from valuenet.errors import DataError
from valuenet.model.fields import IDENTITIES, NAME_FIELDS, PLACE_FIELDS, Field, field, fields, fields_of
from valuenet.model.vocabulary import vocabulary, vocabulary_names

TYPES = {"code", "date", "boolean", "money", "count", "share", "text", "identifier", "year"}


@pytest.mark.parametrize("item", fields().values(), ids=lambda item: item.field)
def test_a_field_is_whole(item: Field) -> None:
    assert item.label("zh")
    assert item.label("en")
    assert item.type in TYPES
    assert item.kinds
    assert [kind for kind in item.kinds if kind not in vocabulary("kind")] == []
    assert (item.type == "code") == (item.vocabulary is not None)
    assert item.vocabulary is None or item.vocabulary in vocabulary_names()
    assert item.minimum is None or item.maximum is None or item.minimum < item.maximum


def test_what_is_counted_has_a_lower_bound() -> None:
    counted = [item for item in fields().values() if item.type in {"money", "count", "share", "year"}]
    assert counted
    assert [item.field for item in counted if item.minimum is None or item.minimum < 0] == []


def test_names_and_places_are_no_fields_of_a_kind() -> None:
    assert set(fields()).isdisjoint({*NAME_FIELDS, *PLACE_FIELDS})


def test_names_have_a_kind() -> None:
    assert [kind for kind in NAME_FIELDS.values() if kind not in vocabulary("name_kind")] == []


def test_an_unknown_field_raises_with_the_nearest() -> None:
    with pytest.raises(DataError, match="'pattents' is not a field; did you mean 'patents'"):
        field("pattents")
    assert field("patents").label_en == "Patents"


def test_fields_of_a_kind_keep_the_order_of_the_file() -> None:
    for kind in vocabulary("kind").terms:
        assert list(fields_of(kind.code)) == [item for item in fields().values() if kind.code in item.kinds]


def test_kinds_are_dated_by_a_field_of_theirs() -> None:
    dated = {kind.code: kind.extra["dated_by"] for kind in vocabulary("kind").terms}
    missing = {kind for kind, name in dated.items() if name not in {item.field for item in fields_of(kind)}}
    assert missing <= {"organisation"}  # a node of unknown kind has no dates of its own


def test_identities_are_declared_as_such() -> None:
    assert set(IDENTITIES) == {"stock_code", "credit_code", "ror_id", "grid_id"}
