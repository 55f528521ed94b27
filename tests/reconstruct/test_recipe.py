from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.errors import StudyError
from valuenet.reconstruct.recipe import read_assumptions

GOOD = """
assumptions: 1
seed: 7
x-weights: &weights {"110000": 2, "310000": 1}
tables:
  parks: {kind: park, total: 3, fields: {region: {margin: {rest: *weights}}}}
finance: {ladder: [angel], rounds: {"0": 1}}
relation_years: {"2018": 1}
"""


def written(folder: Path, text: str) -> Path:
    """A file of assumptions."""
    path = folder / "assumptions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_assumptions_are_read_without_what_anchors_stand_on(tmp_path: Path) -> None:
    found = read_assumptions(written(tmp_path, GOOD))
    margin = found.tables["parks"].fields["region"].margin
    assert margin is not None
    assert margin.rest == {"110000": 2, "310000": 1}
    assert found.seed == 7


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("margin:", "margn:", "did you mean 'margin'"),
        ("total: 3, ", "", "tables.parks.total"),
        ("assumptions: 1", "assumptions: [", "cannot be read"),
        ("seed: 7", "seed: -7", "seed"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(StudyError, match=says):
        read_assumptions(written(tmp_path, GOOD.replace(old, new)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="cannot be read"):
        read_assumptions(tmp_path / "none.yaml")
