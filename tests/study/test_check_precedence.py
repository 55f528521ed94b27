from __future__ import annotations

from typing import Any

import pytest

from tests.studies import declared
from valuenet.model.declarations import StudyDeclaration
from valuenet.study.check_precedence import precedence_problems

FIRMS = {"firms": {"records": [{"subject": "enterprise", "fields": {"name_zh": "名"}}]}}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"layer": "majority", "place": "recency", "name_zh": ["firms"]}, None),
        ({"laier": "majority"}, "'laier' is not a field; did you mean 'layer'?"),
        ({"city": "majority"}, "give the rule to 'place'"),
        ({"alias": "majority"}, "of 'alias' every value is kept"),
        ({"policy_area": "majority"}, "of 'policy_area' every value is kept"),
        ({"layer": ["frims"]}, "there is no source 'frims'; did you mean 'firms'?"),
        ({"layer": ["firms", "firms"]}, "'firms' is declared twice"),
        ({"layer": []}, "name a source"),
    ],
)
def test_every_word_of_a_precedence_means_something(fields: dict[str, Any], says: str | None) -> None:
    study = StudyDeclaration.model_validate(declared(FIRMS, resolution={"precedence": {"fields": fields}}))
    found = [message for _, message in precedence_problems(study)]
    assert len(found) == (says is not None)
    assert says is None or says in found[0]
