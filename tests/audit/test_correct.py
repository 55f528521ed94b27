"""The smallest correction: one that stands out, or several that do as well, within bounds."""

from __future__ import annotations

from tests.audit.printed import audited, named, offered, percent, printed
from valuenet.audit.correct import Search
from valuenet.audit.identity import added
from valuenet.model.figure import Figure


def hub(domestic: int, overseas: int, total: int, *shares: float) -> list[Figure]:
    names = ("domestic", "overseas")
    values = dict(zip(names, (domestic, overseas), strict=True))
    counts = [printed("h.total.count", total), *(printed(f"h.{name}.count", value) for name, value in values.items())]
    return [*counts, *(percent(f"h.{name}.share", share) for name, share in zip(names, shares, strict=True))]


def test_the_change_that_mends_most_is_named() -> None:
    audit = audited(*hub(5871, 547, 6417, 91.49, 8.51))
    assert named(audit) == [{"h.overseas.count": 546}]
    assert {finding.correction for finding in audit.findings} == set(audit.corrections)


def test_where_several_would_do_none_is_named_and_all_are_offered() -> None:
    audit = audited(printed("a.total", 10), printed("a.x", 4), printed("a.y", 5))
    assert named(audit) == []
    assert {"a.total": 9.0} in offered(audit)
    assert {"a.x": 5.0} in offered(audit)


def test_a_large_change_for_one_broken_sum_is_not_offered() -> None:
    audit = audited(printed("a.total", 5554), printed("a.x", 4000), printed("a.y", 901))
    assert audit.findings
    assert named(audit) == offered(audit) == []


def test_a_figure_printed_twice_is_mended_in_both_places() -> None:
    twins = [printed("s.firms.zh", 655, language="zh"), printed("s.firms.en", 655, language="en")]
    shares = [("low", 37.37), ("middle", 39.51), ("high", 23.12)]
    percents = [percent(f"s.{name}.share", value) for name, value in shares]
    assert named(audited(*twins, *percents)) == [{"s.firms.en": 653, "s.firms.zh": 653}]


def test_two_slips_in_one_document_are_both_named() -> None:
    figures = hub(5871, 547, 6417, 91.49, 8.51)
    more = [printed("h.sector.01.x.count", 714), percent("h.sector.01.x.share", 11.31)]
    assert named(audited(*figures, *more)) == [{"h.overseas.count": 546}, {"h.sector.01.x.share": 11.13}]


def test_a_change_that_breaks_another_identity_is_refused() -> None:
    figures = [printed("a.total", 10), printed("a.x", 4), printed("a.y", 5)]
    fixed = [printed("b.total", 9), printed("b.x", 4), printed("b.y", 5)]
    identities = [added("sum", "", "a.total", ["a.x", "a.y"]), added("sum", "", "b.total", ["a.x", "a.y"])]
    cells = {figure.id: (figure.value, 0.0) for figure in (*figures, *fixed)}
    from valuenet.audit.identity import Cell

    search = Search(
        identities,
        {name: Cell(*each) for name, each in cells.items()},
        dict.fromkeys(cells, 0),
        dict.fromkeys(cells, "count"),
    )
    advice = search.advise()[0]
    assert advice.correction is not None
    assert advice.correction.changes == (("a.total", "10", "9"),)
