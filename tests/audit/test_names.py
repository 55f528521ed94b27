"""Names of organisations that mean the same one."""

from __future__ import annotations

from pathlib import Path

from valuenet.audit.names import folded, known_names, same_names
from valuenet.model.printed_name import NAMES, PrintedName


def test_printed_and_chinese_names_stand_for_one() -> None:
    names = [PrintedName("Didi Taxi", "滴滴出行", "Didi"), PrintedName("Nobody", None, "Nobody")]
    assert same_names(names) == {"diditaxi": "didi", "滴滴出行": "didi"}


def test_a_list_beside_the_figures_is_read(tmp_path: Path) -> None:
    (tmp_path / NAMES).write_text("printed,name_zh,name_en\nAcme Corp,,Acme\n", encoding="utf-8")
    assert known_names(tmp_path / "figures.csv")[folded("ACME corp")] == "acme"
