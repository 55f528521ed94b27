import polars as pl
import pytest

from valuenet.errors import DataError
from valuenet.report.labels import Labels, labels

LABELS = Labels(
    {("layer", "base"): ("基础层", "Base layer"), ("rule", "a"): ("甲", "A"), ("rule", "b"): ("乙", "B"),
     ("source", "list/1"): ("名录", "List")},
    {"e1": ("北辰", "Beichen"), "e2": ("北辰", ""), "e3": ("", "Outside"), "e4": ("", "")},
)  # fmt: skip


def test_a_name_falls_back_on_the_other_language_and_the_id() -> None:
    assert [LABELS.name(key, "zh") for key in ("e1", "e2", "e3", "e4", "e5")] == ["北辰", "北辰", "Outside", "e4", "e5"]
    assert [LABELS.name(key, "en") for key in ("e1", "e2", "e3")] == ["Beichen", "北辰", "Outside"]


def test_words_follow_the_unit() -> None:
    assert LABELS.word(None, "layer", "zh") == "无数据"
    assert LABELS.word("base", "layer", "en") == "Base layer"
    assert LABELS.word("e1", "subject", "zh") == "北辰"
    assert LABELS.word(0.5, "share", "zh") == "50.0%"
    assert LABELS.word("a b", "rules", "en") == "A; B"
    assert LABELS.word("list/1 7|list/1 12", "places", "zh") == "名录第 7 行；名录第 12 行"


def test_a_field_is_known_or_the_column_of_a_source() -> None:
    assert LABELS.word("founded", "field", "zh") == "成立时间"
    assert LABELS.word("Base model", "field", "zh") == "Base model"


def test_an_unknown_code_raises_and_names_the_nearest() -> None:
    with pytest.raises(DataError, match=r"'bse' is not a code of the vocabulary 'layer'.*did you mean 'base'"):
        LABELS.word("bse", "layer", "zh")


def test_labels_of_a_database_come_beside_those_of_results() -> None:
    terms = pl.DataFrame({"vocabulary": ["layer"], "code": ["base"], "label_zh": ["底层"], "label_en": ["Ground"]})
    subject = pl.DataFrame({"subject_id": ["x"], "name_zh": [None], "name_en": ["X"]})
    built = labels(terms, subject)
    assert (built.term("layer", "base", "zh"), built.term("place", "overseas", "zh")) == ("底层", "境外")
    assert built.name("x", "zh") == "X"
