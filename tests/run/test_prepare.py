from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MakeStudy
from valuenet.errors import StudyError
from valuenet.run.prepare import check_study, reconstruct_study

FIRM = {"subject": "enterprise", "fields": {"name_zh": "名称", "patents": "专利"}}
FIRMS = {"firms": {"records": [FIRM]}}


def test_checking_reads_all_and_writes_nothing(make_study: MakeStudy) -> None:
    folder = make_study(FIRMS, {"firms.csv": "名称,专利\n甲,x\n,2\n"})
    before = sorted(folder.rglob("*"))
    found = check_study(folder, None, lambda words, done: None)
    assert found["sources"] == [{"source_id": "firms", "rows_read": 2, "rows_kept": 1, "rows_rejected": 1}]
    assert [(each["row"], each["scope"], each["reason"], each["path"]) for each in found["rejected"]] == [
        (2, "cell", "not_a_number", "firms.csv"),
        (3, "row", "no_name", "firms.csv"),
    ]
    assert sorted(folder.rglob("*")) == before


def test_a_study_without_published_figures_cannot_be_reconstructed(example_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"figures\.csv: there is no such file"):
        reconstruct_study(example_folder, tmp_path, None, lambda words, done: None)
