"""Which subjects the words of a call mean."""

from __future__ import annotations

import pytest

from tests.network.supplied import ids_of, supplied
from valuenet.errors import UsageError
from valuenet.network.shock.removed import Removed, removed, supplier_measure
from valuenet.network.shock.supply import supply_of

NETWORK = supplied(
    "a>r a>s a>t b>r b>s c>t d>r r>a r>b",
    {"a": "chip", "b": "cloud"},
    country={"a": "US", "b": "US", "c": "CN", "r": "CN"},
    home_country={"c": "US"},
    label={"a": "英特尔", "b": "Acme & Co: chips", "c": "Twin", "d": "Twin"},
    label_en={"a": "Intel"},
)
SPELLINGS = {"country": {"united states": "US", "美国": "US"}}


def told(*specs: str) -> Removed:
    return removed(NETWORK, supply_of(NETWORK), specs, SPELLINGS, "CN")


@pytest.mark.parametrize(
    ("specs", "ids"),
    [
        (["country:US"], "ab"),
        (["country:United States"], "ab"),
        (["Country: 美国"], "ab"),
        (["sector:chip"], "a"),
        (["sector:chip", "country:CN"], "acr"),
        (["country:US & sector:cloud"], "b"),
        (["home_country:US"], "c"),
        (["overseas"], "ab"),
        (["overseas:home country"], "c"),
        (["a"], "a"),
        (["id:a"], "a"),
        (["Intel"], "a"),
        (["intel"], "a"),
        (["英特尔"], "a"),
        (["Acme & Co: chips"], "b"),
        (["name:Intel"], "a"),
        (["top:1"], "a"),
        (["top:2"], "ab"),
        (["top:1 & sector:cloud"], "b"),
        (["top:1:degree"], "a"),
        (["top:1:weighted_degree"], "r"),
        (["top:99"], "abcdr"),
    ],
)
def test_words_mean_subjects(specs: list[str], ids: str) -> None:
    assert ids_of(NETWORK, told(*specs).removed) == list(ids)


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("country:Untied States", "no subject of this network has the country .* did you mean 'united states'"),
        ("country:Chad", "known: 'CN', 'US'"),
        ("contry:US", "neither a known word nor a subject; did you mean 'country'"),
        ("Intell", "did you mean 'Intel'"),
        ("zzz", "by what they are: sector:..., country:..."),
        ("Twin", "2 subjects are named 'Twin': give the id of one of 'c', 'd'"),
        ("top:ten", "is no list: give top:N"),
        ("top:0", "is no list"),
        ("top:3:degre", "no measure of top; did you mean 'degree'"),
        ("top:1 & top:2", "two lists"),
        ("overseas:sector", "overseas goes by country"),
    ],
)
def test_a_word_that_is_not_known_names_the_nearest(spec: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        told(spec)


def test_nothing_to_remove_is_an_error() -> None:
    with pytest.raises(UsageError, match="say what is removed"):
        told()


def test_what_is_not_known_is_undecided_and_stays() -> None:
    assert ids_of(NETWORK, told("country:US").undecided) == ["d", "s", "t"]
    assert ids_of(NETWORK, told("country:US", "d").undecided) == ["s", "t"]
    assert ids_of(NETWORK, told("country:CN & sector:chip").undecided) == ["c", "d", "r", "s", "t"]


def test_without_a_home_country_nobody_is_overseas() -> None:
    with pytest.raises(UsageError, match="does not know what is overseas"):
        removed(NETWORK, supply_of(NETWORK), ["overseas"])


def test_a_list_that_cuts_through_a_tie_says_so() -> None:
    assert told("top:2").notes == ("top:2:receivers cuts through a tie: the next supplier has the same receivers",)
    assert told("top:1").notes == ()
    assert told("top:99").notes == ("top:99:receivers takes all 5 suppliers that there are",)


def test_measures_count_what_their_names_say() -> None:
    network = supplied("a>b a>b b>a a>c a>a")
    supply = supply_of(network)
    found = {name: supplier_measure(supply, name).tolist() for name in ("receivers", "degree", "weighted_degree")}
    assert found == {"receivers": [2, 1, 0], "degree": [2, 2 - 1, 1], "weighted_degree": [6, 3, 1]}
