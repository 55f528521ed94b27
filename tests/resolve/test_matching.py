from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.resolve.mentions import mentions, other
from tests.studies import told
from valuenet.resolve.judgements import Judgement
from valuenet.resolve.match.links import LINKS
from valuenet.resolve.match.settings import Settings
from valuenet.resolve.matching import Matching
from valuenet.resolve.subjects import Resolved, resolve

BRAND = ({"name_zh": "北京品友互动信息技术有限公司"}, other(name_zh="品友互动"))


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let matching be offered these links instead of its own."""

    def offer(*rows: tuple[int, int, float, str]) -> None:
        links = pl.DataFrame([(*row[:3], "core", row[3]) for row in rows], schema=LINKS, orient="row")
        monkeypatch.setattr("valuenet.resolve.matching.links", lambda *_: links)

    return offer


def resolved(*rows: dict[str, Any], judgements: tuple[Judgement, ...] = ()) -> Resolved:
    """What rows resolve to when their names are matched."""
    return resolve(mentions(*rows), matching=Matching(Settings(), judgements))


def test_names_that_are_alike_join_where_names_are_matched() -> None:
    assert resolved(*BRAND).subject_of.n_unique() == 1
    assert resolve(mentions(*BRAND)).subject_of.n_unique() == 2


def test_a_link_to_review_is_a_doubtful_pair_once_and_by_its_best(offered: Any) -> None:
    offered((0, 2, 0.6, "review"), (1, 2, 0.7, "review"))
    found = resolved({"name_zh": "甲"}, {"name_zh": "甲"}, other(name_zh="乙"))
    assert told(found.findings.doubtful, "score", "reason") == [(0.7, "review")]
    assert found.findings.doubtful.row(0)[:2] == tuple(sorted({found.subject_of[0], found.subject_of[2]}))


def test_what_identities_tell_apart_is_neither_joined_nor_doubtful(offered: Any) -> None:
    offered((0, 1, 0.99, "merge"), (1, 2, 0.95, "merge"))
    found = resolved({"name_zh": "甲", "ror_id": "1"}, {"name_zh": "乙"}, other(name_zh="丙", ror_id="2"))
    assert found.subject_of[0] == found.subject_of[1] != found.subject_of[2]
    assert found.findings.doubtful.is_empty()


def test_links_as_strong_to_two_that_differ_join_neither_and_stay_doubtful(offered: Any) -> None:
    offered((0, 1, 0.95, "merge"), (1, 2, 0.95, "merge"))
    found = resolved({"name_zh": "甲", "ror_id": "1"}, {"name_zh": "乙"}, other(name_zh="丙", ror_id="2"))
    assert found.subject_of.n_unique() == 3
    assert told(found.findings.doubtful, "reason") == ["chain", "chain"]


def test_two_registered_names_of_one_source_never_join_by_a_link(offered: Any) -> None:
    offered((0, 1, 0.99, "merge"))
    rows = {"name_zh": "甲", "registered_name": "甲有限公司"}, {"name_zh": "乙", "registered_name": "乙有限公司"}
    assert resolved(*rows).subject_of.n_unique() == 2


def test_a_judgement_outweighs_a_link_and_unsure_keeps_the_pair_in_doubt(offered: Any) -> None:
    offered((0, 1, 0.99, "merge"))
    rows = {"name_zh": "甲"}, other(name_zh="乙")
    apart = resolved(*rows, judgements=(Judgement("甲", "乙", "different", line=2),))
    assert apart.subject_of.n_unique() == 2
    assert apart.findings.doubtful.is_empty()
    offered((0, 1, 0.6, "review"))
    unsure = resolved(*rows, judgements=(Judgement("甲", "乙", "unsure", line=2),))
    assert told(unsure.findings.doubtful, "reason") == ["judged_unsure"]


def test_a_name_of_general_words_is_stopped_and_told() -> None:
    rows = [{"name_zh": f"{brand}智能", "alias": ["科技有限公司"]} for brand in ("商汤", "旷视", "云从", "依图")]
    found = resolved(*rows)
    assert found.subject_of.n_unique() == 4
    assert told(found.findings.stopped, "name", "joins", "reason") == [("科技有限公司", 4, "bare_name")]
    assert found.findings.warnings == (
        "the name '科技有限公司' would make one of 4 differently named subjects: it joins none (table stopped_name)",
    )


ROWS = st.lists(
    st.fixed_dictionaries(
        {"name_zh": st.sampled_from(["商汤科技", "商汤", "北京旷视科技有限公司", "旷视", "云从"])},
        optional={
            "ror_id": st.sampled_from(["1", "2"]),
            "stock_code": st.sampled_from(["3", "4"]),
            "source_id": st.just("b"),
            "alias": st.lists(st.sampled_from(["科技有限公司", "旷视科技", "商汤集团"]), max_size=2),
        },
    ),
    min_size=2,
    max_size=7,
)


@settings(max_examples=25, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_no_subject_has_two_identities_whatever_the_order(rows: list[dict[str, Any]], random: Any) -> None:
    order = list(range(len(rows)))
    random.shuffle(order)
    one, other_ = resolved(*rows), resolved(*(rows[at] for at in order))
    assert [other_.subject_of[place] for place in range(len(rows))] == [one.subject_of[at] for at in order]
    for subject in set(one.subject_of):
        held = [row for row, id_ in zip(rows, one.subject_of, strict=False) if id_ == subject]
        rors, stocks = ({row.get(name) for row in held} - {None} for name in ("ror_id", "stock_code"))
        if len(rors) > 1 or len(stocks) > 1:  # only where rows themselves chain identities
            assert any(row.get("ror_id") and row.get("stock_code") for row in held)
