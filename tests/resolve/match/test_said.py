from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.resolve.match.said import comparable, said, singular


def test_words_segments_and_edges() -> None:
    words = said("Dept. of Physics, Univ. of Oxford 1 , Oxford; UK")
    assert words.words == ("department", "physics", "university", "oxford", "oxford", "uk")
    assert words.segments() == [(0, 2), (2, 4), (4, 5), (5, 6)]
    assert {1, 3} <= words.edges


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The University of Oxford", "University Oxford"),
        ("Università degli Studi di Firenze", "University of Firenze"),
        ("Universitätsklinikum Erlangen", "University Hospital Erlangen"),
        ("Centro Nacional de Biotecnología", "Center National of Biotecnologia"),
        ("Institut d'Hématologie", "Institute of Hematologie"),
        ("國立臺灣大學", "国立台湾大学"),
        ("Children’s Hospital", "Childrens Hospital"),
    ],
)
def test_what_is_compared(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


def test_words_that_only_link_stay_where_there_are_no_others() -> None:
    assert comparable("of") == "of"


def test_singular() -> None:
    words = ("arts", "physics", "class", "gas", "campus", "hospitals")
    assert [singular(word) for word in words] == ["arts", "physics", "class", "gas", "campus", "hospital"]


def test_capitals_are_kept_in_mind() -> None:
    assert said("INSERM and Oxford, UniGe").capitals == {"inserm", "unige"}


@given(st.text(max_size=60))
def test_any_text_has_as_many_written_words_as_compared_ones(text: str) -> None:
    words = said(text)
    assert len(words.words) == len(words.written)
    assert max(words.commas) == len(words.words)
