from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from valuenet.network.picture.labels import Wish, ink, overlap, placed
from valuenet.network.picture.words import width

PAGE = (0.0, 0.0, 400.0, 300.0)
PLACE = st.tuples(st.floats(-20, 420), st.floats(-20, 320), st.floats(1, 20), st.floats(1, 60))
NAME = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12)


def blank() -> np.ndarray:
    return np.zeros(0)


@given(wishes=st.lists(st.tuples(NAME, PLACE, st.sampled_from([12.0, 20.0])), max_size=15))
def test_no_two_labels_overlap_nor_leave_the_page(
    wishes: list[tuple[str, tuple[float, float, float, float], float]],
) -> None:
    asked = [Wish(name, x, y, reach, max(reach, disc), size) for name, (x, y, reach, disc), size in wishes]
    x, y, reach = (np.array([getattr(wish, part) for wish in asked]) for part in ("x", "y", "reach"))
    covered = ink(x, y, reach, (400, 300))
    found = placed(asked, PAGE, covered, limit=30, others=asked, room=150)
    for one, other in combinations(found, 2):
        assert not overlap(one.box, other.box)
    for label in found:
        left, top, right, bottom = label.box
        assert left >= 0
        assert top >= 0
        assert right <= 400
        assert bottom <= 300
        assert right - left >= width(label.text, label.size) - 1e-6


def test_ink_is_counted_where_it_is() -> None:
    found = ink(np.array([10.0, 90.0]), np.array([10.0, 90.0]), np.array([2.0, 3.0]), (100, 100))
    assert round(found.under((0, 0, 50, 50)), 3) == round(4 * np.pi, 3)
    assert found.under((200, 200, 300, 300)) == 0


def test_a_name_goes_where_it_hides_least() -> None:
    crowd_x, crowd_y = np.full(30, 150.0), np.linspace(100, 300, 30)
    covered = ink(crowd_x, crowd_y, np.full(30, 6.0), (400, 300))
    label = placed([Wish("Name", 150, 100, 8, 8, 14)], PAGE, covered, limit=1)[0]
    assert covered.under(label.box) == 0


def test_a_wanted_side_is_taken() -> None:
    nothing = ink(blank(), blank(), blank(), (400, 300))
    for angle, side in ((0.0, 1), (np.pi, -1)):
        box = placed([Wish("Name", 200, 150, 8, 8, 14, angle)], PAGE, nothing, limit=1)[0].box
        assert ((box[0] + box[2]) / 2 - 200) * side > 10


def test_a_cut_name_keeps_the_whole_for_the_pointer() -> None:
    nothing = ink(blank(), blank(), blank(), (400, 300))
    label = placed([Wish("超长名称" * 15, 200, 150, 8, 8, 14)], PAGE, nothing, limit=1)[0]
    assert f"<title>{'超长名称' * 15}</title>" in label.drawn()
    assert label.text.endswith("…")
