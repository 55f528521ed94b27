from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import BuildStudy, MakeStudy
from valuenet.errors import StudyError, UsageError
from valuenet.model.declarations import Index
from valuenet.study.read import find_study, read_study, standard_index

FIRMS = {"path": "firms.csv", "records": [{"subject": "enterprise", "fields": {"name_zh": "名", "status": "类"}}]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "study.yaml:1:1: must hold words with their values, as in `word: value`"),
        (b"- a\n- b\n", "study.yaml:1:1: must hold words with their values, as in `word: value`"),
        (b"just text", "study.yaml:1:1: must hold words with their values, as in `word: value`"),
        (b"{}", "'study' is missing"),
        ("study: x\ntitle: 题".encode("gb18030"), "study.yaml:2:8: not UTF-8; save the file as UTF-8"),
        (b"a: " + b"[" * 1_000, "study.yaml: not valid YAML"),
        (b"#" * 5_000_001, "larger than 5,000,000 bytes"),
    ],
    ids=["empty", "a list", "text", "no word", "not UTF-8", "nested without end", "too large"],
)
def test_a_file_that_is_no_study(content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_bytes(content)
    with pytest.raises(StudyError) as caught:
        read_study(tmp_path)
    assert message in str(caught.value)


def test_a_study_extends_a_vocabulary_from_cell_to_label(build_study: BuildStudy) -> None:
    added = {
        "status": [{"code": "hidden", "zh": "隐形冠军", "en": "Hidden champion", "aliases": ["小巨人"]}],
        "sector": [{"code": "toys", "zh": "玩具", "en": "Toys", "extra": {"broader": "integrative"}}],
    }
    fields = {"name_zh": "名", "status": "类", "sector": "业"}
    firms = {"records": [{"subject": "enterprise", "fields": fields}]}
    files = {"firms.csv": "名,类,业\n甲,小巨人,玩具\n乙,上市企业,Toys\n丙,无名,玩\n"}
    database = build_study({"firms": firms}, files, vocabularies=added)
    rows = database.query("SELECT name_zh, status, sector FROM enterprise ORDER BY name_zh").rows()
    assert rows == [("丙", None, None), ("乙", "listed", "toys"), ("甲", "hidden", "toys")]
    labels = database.query("SELECT label_zh, label_en, broader FROM vocabulary WHERE code IN ('hidden', 'toys')")
    assert labels.rows() == [
        ("玩具", "Toys", "integrative"),
        ("隐形冠军", "Hidden champion", None),
    ] or labels.rows() == [
        ("隐形冠军", "Hidden champion", None),
        ("玩具", "Toys", "integrative"),
    ]


def test_a_known_code_takes_a_new_label_and_keeps_its_spellings(make_study: MakeStudy) -> None:
    added = {"status": [{"code": "listed", "zh": "上市公司", "en": "Public", "aliases": ["挂牌"]}]}
    status = read_study(make_study({"firms": FIRMS}, {}, vocabularies=added)).vocabularies["status"]
    assert status["listed"].label_zh == "上市公司"
    assert {status.find(word) for word in ("上市公司", "Public", "挂牌", "上市企业", "Listed")} == {"listed"}


def test_the_reported_wave_is_the_chosen_or_the_last(make_study: MakeStudy) -> None:
    waves = [{"wave": "b", "date": "2019-12-31"}, {"wave": "a", "date": "2017-12-31"}]
    assert read_study(make_study({"firms": FIRMS}, {}, waves=waves)).reported_wave == "b"
    assert read_study(make_study({"firms": FIRMS}, {}, waves=waves, report={"wave": "a"})).reported_wave == "a"


def test_the_index_is_the_standard_one_an_own_one_or_none(make_study: MakeStudy) -> None:
    own = [{"indicator": "number_of_parks", "title": {"zh": "园区", "en": "Parks"}, "weight": 1}]
    folder = make_study({"firms": FIRMS}, {})
    told = json.loads((folder / "study.yaml").read_text(encoding="utf-8"))
    del told["index"]
    (folder / "study.yaml").write_text(json.dumps(told), encoding="utf-8")
    index = read_study(folder).index
    standard = standard_index()
    assert index == Index(tree=standard)
    assert len([each for each in standard if each.measure]) == 24
    assert sum(each.weight or 0 for each in standard) == pytest.approx(1, abs=0.001)
    recipe = {"normalise": "rank"}
    for declared in (own, {"tree": own, "recipe": recipe, "uncertainty": {"draws": 64}}):
        found = read_study(make_study({"firms": FIRMS}, {}, index=declared)).index
        assert found is not None
        assert [each.indicator for each in found.tree if not isinstance(each, str)] == ["number_of_parks"]
    assert found is not None
    assert (found.recipe, found.uncertainty.draws) == (recipe, 64)
    assert read_study(make_study({"firms": FIRMS}, {}, index=None)).index is None


def test_a_study_is_found_by_its_folder_or_its_file(make_study: MakeStudy, tmp_path: Path) -> None:
    folder = make_study({"firms": FIRMS}, {})
    assert find_study(folder) == find_study(folder / "study.yaml") == folder / "study.yaml"
    assert read_study(folder).folder == folder
    with pytest.raises(UsageError, match=r"there is no study at .*start one with 'valuenet new DIR'"):
        find_study(tmp_path / "nowhere")


def test_a_packaged_study_is_found_by_its_name() -> None:
    found = find_study("china_ai_2019")
    assert found.name == "study.yaml"
    assert read_study("china_ai_2019").path == found
    with pytest.raises(UsageError, match="did you mean 'china_ai_2019'"):
        find_study("china_ai_2091")
