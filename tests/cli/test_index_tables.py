"""Tables of an index as files, and the words by which a user names a region."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_index_shown import FIRST, NAMED, asked
from valuenet.cli.index_shown import index_shown
from valuenet.cli.index_tables import Shown, labelled, write_tables
from valuenet.errors import DataError, UsageError

NAMES = {"=A": ("甲", "Alpha"), "B": ("乙", "Beta"), "C": ("丙", "Gamma"), "D": ("丁", "Delta")}


def test_files_hold_no_formulas(tmp_path: Path) -> None:
    shown = index_shown(asked(recipe="weigh: benefit_of_the_doubt"))
    files = write_tables(shown, tmp_path)
    assert files == [str(tmp_path / "scores.csv"), str(tmp_path / "values.csv")]
    assert not any(line.startswith("=") for line in (tmp_path / "scores.csv").read_text(encoding="utf-8").splitlines())
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="cannot be written to"):
        write_tables(shown, tmp_path / "file")


def test_a_region_is_meant_by_its_code_or_by_either_name() -> None:
    named = asked(regions=NAMES)
    assert [named.region_meant(word) for word in ("B", "乙", "Beta")] == ["B"] * 3
    assert named.region("B") == "Beta"
    with pytest.raises(UsageError, match="did you mean 'Gamma'"):
        named.region_meant("Gama")


def test_rows_carry_names_in_both_languages_where_there_are_any() -> None:
    row = {"region": "B", "indicator": "firms", "score": 1.0}
    assert labelled(asked(regions=NAMES), [row]) == [
        {
            "region": "B",
            "region_zh": "乙",
            "region_en": "Beta",
            "indicator": "firms",
            "indicator_zh": "Firms",
            "indicator_en": "Firms",
            "score": 1.0,
        }
    ]
    assert "region_en" not in labelled(asked(), [row])[0]
    assert (FIRST.regions[0], NAMED.tree.root) == ("=A", "index")


def test_a_table_without_rows_is_no_file_and_late_rows_are_made_for_it(tmp_path: Path) -> None:
    files = write_tables(Shown({"none": [], "late": lambda: iter([{"a": 1}, {"a": None}])}, []), tmp_path)
    assert files == [str(tmp_path / "late.csv")]
    assert (tmp_path / "late.csv").read_text(encoding="utf-8") == 'a\n1\n""\n'
