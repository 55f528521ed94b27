from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import numpy as np

from valuenet.network.picture.look import LIGHT
from valuenet.network.picture.svg import dots, lines, root, triangles


def read(path: str) -> np.ndarray:
    """The numbers of a path, two by two, added up as relative moves are."""
    return np.array(re.findall(r"-?\d+", path.replace("h0", "")), float).reshape(-1, 2).cumsum(axis=0) / 10


def test_dots_are_where_they_should_be() -> None:
    x, y = np.random.default_rng(0).random((2, 500)) * 1_000 - 300
    found = read(dots(x, y))
    assert np.abs(found - np.column_stack((x, y))).max() <= 0.05 + 1e-9


def test_lines_do_not_drift() -> None:
    ends = np.random.default_rng(1).random((4, 500)) * 1_000
    found = read(lines(*ends)).reshape(-1, 4)
    assert np.abs(found - ends.T).max() <= 0.05 + 1e-9


def test_an_arrow_points_forward() -> None:
    found = read(triangles(np.array([5.0]), np.array([5.0]), np.array([np.pi / 2]), 2.0).replace("M", "m"))
    assert found[0].tolist() == [5, 5]
    assert (found[1:, 1] < 5).all()


def test_a_picture_says_what_it_is() -> None:
    tree = ElementTree.fromstring(root(10, 9.2, "A & B", "<b>", LIGHT, []))
    space = "{http://www.w3.org/2000/svg}"
    assert (tree.get("role"), tree.get("height")) == ("img", "10")
    assert [tree.findtext(f"{space}{part}") for part in ("title", "desc")] == ["A & B", "<b>"]
