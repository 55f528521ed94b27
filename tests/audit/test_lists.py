"""Lists: order, total, and places in other lists."""

from __future__ import annotations

from tests.audit.printed import audited, percent, printed, rules_of, sheet_of
from valuenet.audit.arithmetic import audit_figures
from valuenet.model.figure import Figure


def listing(prefix: str, *values: int, names: str = "abcdefghij") -> list[Figure]:
    pairs = enumerate(zip(names, values, strict=False), start=1)
    return [printed(f"{prefix}.{rank:02d}.{name}", value, row=name) for rank, (name, value) in pairs]


def test_a_list_is_in_order() -> None:
    assert rules_of(audited(*listing("x.top5", 90, 80, 80, 70, 10))) == []
    assert rules_of(audited(*listing("x.top5", 90, 80, 85, 70, 10))) == [("order", "x.top5.03.c")]
    assert rules_of(audited(*listing("x.top5", 1, 2, 3, 4))) == []


def test_what_is_numbered_but_no_list_by_size_is_left_alone() -> None:
    assert rules_of(audited(*listing("x.month", 5, 6, 7, 8, 9, 3, 10))) == []
    assert rules_of(audited(*listing("x.item", 5, 90, 7, 80, 1, 3, 10))) == []


def test_a_list_is_not_more_than_its_total() -> None:
    entries = [*listing("x.country", 60, 50), printed("x.total", 100)]
    assert rules_of(audited(*entries)) == [("list", "x.total")]
    assert rules_of(audited(*listing("x.country", 60, 30), printed("x.total", 100))) == []


def test_countries_are_not_more_than_what_is_overseas() -> None:
    parts = [printed("x.total", 100), printed("x.domestic", 90), printed("x.overseas", 10)]
    assert rules_of(audited(*parts, *listing("x.country", 6, 4))) == []
    assert rules_of(audited(*parts, *listing("x.country", 6, 5))) == [("list", "x.overseas")]


def test_a_part_of_a_network_is_not_above_the_whole() -> None:
    whole = listing("network.top3.node", 90, 50, 40)
    assert rules_of(audited(*whole, *listing("app_network.top2.node", 60, 45))) == []
    above = rules_of(audited(*whole, *listing("app_network.top2.node", 95, 45)))
    assert above == [("part", "app_network.top2.node.01.a")]
    nested = rules_of(audited(*whole, *listing("network.app.top2.node", 60, 51)))
    assert nested == [("part", "network.app.top2.node.02.b")]


def test_what_is_not_in_the_list_is_not_above_its_last() -> None:
    whole = listing("network.top3.node", 90, 50, 40)
    assert rules_of(audited(*whole, *listing("app_network.top1.node", 39, names="z"))) == []
    found = audited(*whole, *listing("app_network.top1.node", 41, names="z")).findings
    assert [(each.subject, each.expected) for each in found] == [("app_network.top1.node.01.z", "at most 40")]


def test_another_name_of_the_same_is_known_or_guessed() -> None:
    whole = [printed("network.top2.node.01.hengsheng", 90), printed("network.top2.node.02.didi", 40)]
    part = [printed("app_network.top2.node.01.hundsun", 60), printed("app_network.top2.node.02.didi_taxi", 30)]
    figures = sheet_of(*whole, *part)
    assert [finding.subject for finding in audit_figures(figures).findings] == ["app_network.top2.node.01.hundsun"]
    assert audit_figures(figures, names={"hengsheng": "hundsun"}).findings == ()


def test_the_whole_of_an_own_table_is_the_number_in_the_list() -> None:
    top = listing("tech.top3.input", 45, 21, 20, names=["yitu", "acme", "zeta"])  # type: ignore[arg-type]
    own = [
        printed("unicorn.acme.tech_input.sector.01.a.count", 4),
        percent("unicorn.acme.tech_input.sector.01.a.share", 19.05),
        printed("unicorn.acme.tech_input.sector.02.b.count", 3),
        percent("unicorn.acme.tech_input.sector.02.b.share", 14.29),
    ]
    assert rules_of(audited(*top, *own)) == []
    absent = [printed("tech.top3.input.02.other", 21, row="other"), *(each for each in top if "acme" not in each.id)]
    assert [rule for rule, _ in rules_of(audited(*absent, *own))] == ["member"]


def test_a_group_has_no_more_than_the_head_of_the_list() -> None:
    top = listing("tech.top4.output", 90, 50, 40, 5)
    assert rules_of(audited(*top, printed("hub.count", 2), printed("hub.tech_output.total.count", 140))) == []
    found = rules_of(audited(*top, printed("hub.count", 2), printed("hub.tech_output.total.count", 141)))
    assert found == [("group", "hub.tech_output.total.count")]
