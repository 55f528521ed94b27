"""Two languages, two places, and stocks that grow by what is new."""

from __future__ import annotations

from tests.audit.printed import audited, named, offered, printed, rules_of
from valuenet.audit.agreements import singular


def test_two_languages_agree() -> None:
    twins = [printed("a.b.zh", 580, language="zh"), printed("a.b.en", 580, language="en")]
    assert rules_of(audited(*twins)) == []
    assert rules_of(audited(twins[0], printed("a.b.en", 581, language="en"))) == [("language", "a.b.zh")]
    assert rules_of(audited(printed("a.b", 580, language="zh"), printed("a.b.en", 581, language="en"))) != []


def test_two_places_of_a_document_agree_at_their_precision() -> None:
    text = printed("a.b.share", 72.8, "percent", 1)
    assert rules_of(audited(text, printed("a.deck.b.share", 72.77, "percent", 2))) == []
    assert rules_of(audited(text, printed("a.deck.b.share", 72.97, "percent", 2))) == [("restatement", "a.b.share")]


def test_the_latest_year_is_what_a_text_repeats() -> None:
    years = [printed("s.2018.x.total", 5), printed("s.2019.x.total", 9)]
    assert rules_of(audited(*years, printed("s.prose.x.total", 9))) == []
    assert [rule for rule, _ in rules_of(audited(*years, printed("s.prose.x.total", 5)))] == ["restatement"]


def test_what_there_was_and_what_is_new_make_what_there_is() -> None:
    parks = [printed("g.parks_2018", 163), printed("g.parks_new", 138)]
    assert rules_of(audited(*parks, printed("g.parks", 301))) == []
    assert [rule for rule, _ in rules_of(audited(*parks, printed("g.parks", 310)))] == ["stock"]
    beside = [printed("p.2018.x", 5), printed("p.2019.x", 9)]
    assert rules_of(audited(*beside, printed("p.new.x", 4))) == []
    assert rules_of(audited(*beside, printed("p.new.x", 3))) == [("stock", "p.2019.x")]


def test_a_table_by_year_is_held_against_what_is_new_elsewhere() -> None:
    table = [printed("s.2018.linker.industry_alliance", 117), printed("s.2019.linker.industry_alliance", 190)]
    text = [printed("linker.alliances", 190), printed("linker.alliances_new", 72)]
    audit = audited(*table, *text)
    assert rules_of(audit) == [("stock", "s.2019.linker.industry_alliance")]
    assert {"linker.alliances_new": 73} in named(audit) + offered(audit)


def test_a_figure_of_a_year_is_the_stock_or_what_was_new() -> None:
    table = [printed("s.2018.state.policy", 301), printed("s.2019.state.policy", 577)]
    assert rules_of(audited(*table, printed("state.policies_2019", 276))) == []
    assert rules_of(audited(*table, printed("state.policies_2019", 577))) == []
    assert rules_of(audited(*table, printed("state.policies_2019", 267))) != []
    assert rules_of(audited(*table, printed("state.policies_2019", 20))) == []


def test_one_of_many() -> None:
    assert [singular(word) for word in ("policies", "new_parks", "class", "park")] == [
        "policy",
        "park",
        "class",
        "park",
    ]
