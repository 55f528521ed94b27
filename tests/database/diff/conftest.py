"""Two files to compare: the study in which subjects change, and one built of it with a name more and a row less."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.changing import FILES, changing_study
from tests.conftest import little_chance
from valuenet.run.build import build


@pytest.fixture(scope="session")
def other_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same study after its registry was corrected: 庚 goes, 乙 bears a name that a new id comes of."""
    folder = changing_study(tmp_path_factory.mktemp("other") / "study")
    registry = "名,英文,地点,成立,类型\n甲,Alfa,上海,2011,其他\n申,,上海,,其他\n"
    (folder / "data" / "registry.csv").write_text(registry, encoding="utf-8")
    (folder / "data" / "gone.csv").write_text(FILES["gone.csv"].replace("辛,", "辛,Xin"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        little_chance(patched)
        return build(folder, out=folder / "other.duckdb").path
