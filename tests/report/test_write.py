from pathlib import Path

import pytest

from tests.report.conftest import Study
from valuenet.errors import DataError
from valuenet.report import write_report


def test_each_language_gets_its_page_with_a_link_to_the_other(pages: dict[str, Path]) -> None:
    assert [path.name for path in pages.values()] == ["tiny.zh.html", "tiny.en.html"]
    chinese, english = (path.read_text(encoding="utf-8") for path in pages.values())
    assert 'href="tiny.en.html"' in chinese
    assert 'href="tiny.zh.html"' in english
    assert "data:font/woff;base64," in chinese


def test_equal_databases_give_equal_bytes(study: Study, pages: dict[str, Path], tmp_path: Path) -> None:
    told: list[str] = []
    again = write_report(study, tmp_path, ["zh", "en"], progress=lambda words, done: told.append(words))
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in pages.values()]
    assert {"read enterprises.by_region", "write tiny.zh.html"} <= set(told)


def test_a_page_that_cannot_be_written_leaves_the_old_one(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "tiny.en.html"
    old.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(
        DataError, match=r"cannot write .*tiny\.en\.html: No space left on device; an earlier file is left"
    ):
        write_report(study, tmp_path, ["en"])
    assert old.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [old]
