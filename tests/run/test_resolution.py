from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import MakeStudy, bare, doubted_links
from tests.studies import declared, write_study
from valuenet.database.read import Database
from valuenet.errors import StudyError
from valuenet.run.build import build
from valuenet.run.resolution import judgements_file, matching_of
from valuenet.study.read import read_study

FIRMS = {"firms": {"records": [{"subject": "enterprise", "fields": {"name_zh": "名称"}}]}}
FILES = {"firms.csv": "名称\n京东\n京东云\n"}


def test_a_study_matches_names_unless_it_says_otherwise(make_study: MakeStudy) -> None:
    named = matching_of(read_study(make_study(FIRMS, FILES)))
    assert named.settings is not None
    assert (named.settings.merge, named.settings.review, named.hub) == (0.9, 0.5, 25)
    exact = matching_of(read_study(make_study(FIRMS, FILES, resolution={"matching": "exact"})))
    assert exact.settings is None


def test_judgements_and_aliases_are_read_from_the_study(make_study: MakeStudy) -> None:
    folder = make_study(FIRMS, FILES, resolution={"judgements": "judged.csv", "aliases": "aliases.csv"})
    (folder / "judged.csv").write_text("left,right,judgement\n京东,京东云,same\n", encoding="utf-8")
    (folder / "aliases.csv").write_text("left,right\n京东,JD.com\n", encoding="utf-8")
    study = read_study(folder)
    found = matching_of(study)
    assert [each.left for each in found.judgements] == ["京东"]
    assert found.settings is not None
    assert found.settings.aliases.rows() == [("京东", "JD.com")]
    assert judgements_file(study) == folder / "judged.csv"


@pytest.mark.parametrize(("text", "words"), [(None, "the aliases cannot be read"), ("a,b\n1,2\n", "have the columns")])
def test_aliases_that_cannot_be_read_are_told(make_study: MakeStudy, text: str | None, words: str) -> None:
    folder = make_study(FIRMS, FILES, resolution={"aliases": "aliases.csv"})
    if text is not None:
        (folder / "aliases.csv").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match=words):
        matching_of(read_study(folder))


def test_thresholds_must_be_in_order(make_study: MakeStudy) -> None:
    with pytest.raises(StudyError, match="'review' must not be above 'merge'"):
        read_study(make_study(FIRMS, FILES, resolution={"merge": 0.5, "review": 0.6}))


def test_a_build_applies_judgements_keeps_them_and_its_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("valuenet.resolve.matching.links", doubted_links)
    bare(monkeypatch)
    folder = write_study(tmp_path / "study", declared(FIRMS), FILES)
    judged = folder / "judgements.csv"
    judged.write_text("left,right,judgement,who\n京东,京东云,same,我\n京东,无此名,same,我\n", encoding="utf-8")
    built = build(folder, out=tmp_path / "one.duckdb")
    assert built.warnings == ["judgement in line 3 does not apply: nothing is called '无此名' any more"]
    with Database(built.path) as database:
        assert database.query("SELECT count(*) FROM subject").item() == 1
        assert database.query("SELECT outcome, who FROM judgement ORDER BY line").rows() == [
            ("applied", "我"),
            ("missing", "我"),
        ]
        assert ("judgement", 1, 1) in database.query("SELECT rule, joined, remaining FROM resolution_step").rows()
    judged.unlink()
    with Database(build(folder, out=tmp_path / "two.duckdb").path) as database:
        assert database.query("SELECT count(*) FROM subject").item() == 2
        assert database.query("SELECT reason FROM doubtful_pair").rows() == [("review",)]
