from __future__ import annotations

from tests.resolve.mentions import mentions
from tests.studies import told
from valuenet.resolve.match.settings import Settings
from valuenet.resolve.matching import Matching
from valuenet.resolve.subjects import resolve

NAMES = ("北京大学", "北京大学第一医院", "吉林大学珠海学院", "中国移动", "中国移动广东")


def parents(*names: str) -> dict[str, str | None]:
    """The name of the parent of each subject of these names."""
    frame = mentions(*({"name_zh": name, "kind": "organisation"} for name in names))
    found = resolve(frame, matching=Matching(Settings())).subjects
    by_id = dict(told(found, "subject_id", "name_zh"))
    return {name: by_id.get(parent) for name, parent in told(found, "name_zh", "parent_id")}


def test_a_part_has_the_whole_as_parent_where_the_whole_is_known() -> None:
    assert parents(*NAMES) == {
        "北京大学": None,
        "北京大学第一医院": "北京大学",
        "吉林大学珠海学院": None,
        "中国移动": None,
        "中国移动广东": "中国移动",
    }


def test_a_parent_that_a_source_tells_stands() -> None:
    frame = mentions({"name_zh": "北京大学"}, {"name_zh": "北京大学第一医院", "parent": "卫生部"})
    found = resolve(frame, matching=Matching(Settings())).subjects
    by_id = dict(told(found, "subject_id", "name_zh"))
    assert by_id[found.filter(name_zh="北京大学第一医院")["parent_id"][0]] == "卫生部"


def test_exact_matching_takes_no_name_apart() -> None:
    frame = mentions({"name_zh": "北京大学"}, {"name_zh": "北京大学第一医院"})
    assert told(resolve(frame).subjects, "parent_id") == [None, None]
