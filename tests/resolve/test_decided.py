from __future__ import annotations

from typing import Any

import pytest

from tests.resolve.mentions import mentions, other
from tests.studies import told
from valuenet.errors import StudyError
from valuenet.resolve.judgements import Judgement
from valuenet.resolve.matching import Matching
from valuenet.resolve.subjects import Resolved, resolve

ROWS = (
    {"name_zh": "腾讯", "row": 2},
    other(name_en="Tencent", row=2),
    other(name_zh="阿里巴巴", name_en="Alibaba", row=3),
    {"name_en": "Alibaba", "row": 3},
    {"name_zh": "甲", "ror_id": "1", "row": 4},
    {"name_zh": "乙", "ror_id": "2", "row": 5},
)


def judged(*judgements: tuple[str, str, str], rows: tuple[dict[str, Any], ...] = ROWS) -> Resolved:
    """What the rows resolve to with these judgements."""
    listed = tuple(Judgement(*each, line=line) for line, each in enumerate(judgements, start=2))
    return resolve(mentions(*rows), matching=Matching(judgements=listed))


def outcomes(found: Resolved) -> list[str]:
    """What became of the judgements."""
    return told(found.findings.judged, "outcome")


def test_same_joins_and_its_removal_parts_again() -> None:
    found = judged(("腾讯", "Tencent", "same"))
    assert found.subject_of[0] == found.subject_of[1]
    assert outcomes(found) == ["applied"]
    assert found.findings.joined.filter(rule="judgement")["joined"].to_list() == [1]
    without = judged()
    assert without.subject_of[0] != without.subject_of[1]


def test_different_parts_what_a_name_would_join() -> None:
    found = judged(("阿里巴巴", "Alibaba@a:3", "different"))
    assert found.subject_of[2] != found.subject_of[3]
    assert outcomes(found) == ["applied"]


def test_what_is_so_without_it_is_needless_and_a_later_word_supersedes() -> None:
    assert outcomes(judged(("阿里巴巴", "Alibaba", "same"))) == ["needless"]
    assert outcomes(judged(("腾讯", "Tencent", "same"), ("Tencent", "腾讯", "unsure"))) == ["superseded", "applied"]


def test_registered_identities_outweigh_a_judgement_and_a_chain_of_them() -> None:
    found = judged(("甲", "乙", "same"))
    assert found.subject_of[4] != found.subject_of[5]
    assert outcomes(found) == ["refused"]
    assert "stay two subjects" in found.findings.warnings[0]
    chained = judged(("甲", "腾讯", "same"), ("腾讯", "乙", "same"))
    assert chained.subject_of[4] != chained.subject_of[5]
    assert "refused" in outcomes(chained)


def test_a_judgement_of_nothing_any_more_is_told() -> None:
    found = judged(("腾讯", "QQ", "same"), ("丙", "丁", "different"))
    assert outcomes(found) == ["missing", "missing"]
    assert found.findings.warnings == (
        "judgement in line 2 does not apply: nothing is called 'QQ' any more",
        "judgement in line 3 does not apply: nothing is called '丙' any more",
    )


def test_a_name_of_several_subjects_must_be_said_more_exactly() -> None:
    rows = ({"name_zh": "甲", "ror_id": "1"}, {"name_zh": "甲", "ror_id": "2"}, {"name_zh": "乙"})
    found = judged(("甲", "乙", "same"), rows=rows)
    assert outcomes(found) == ["unclear"]
    assert "'甲' names 2 subjects; say which by NAME@SOURCE:ROW" in found.findings.warnings[0]
    exact = judged(("甲@a:3", "乙", "same"), rows=rows)
    assert exact.subject_of[1] == exact.subject_of[2] != exact.subject_of[0]


def test_contradictions_are_refused_with_their_smallest_set() -> None:
    with pytest.raises(StudyError) as error:
        judged(
            ("腾讯", "Tencent", "same"),
            ("腾讯", "甲", "same"),
            ("Tencent", "阿里巴巴", "same"),
            ("阿里巴巴", "腾讯", "different"),
        )
    assert str(error.value).splitlines() == [
        "judgements.csv: lines 2, 4 and 5 contradict each other, remove one of them:",
        "  4: 'Tencent' is the same as '阿里巴巴'",
        "  2: '腾讯' is the same as 'Tencent'",
        "  5: '阿里巴巴' is different from '腾讯'",
    ]
