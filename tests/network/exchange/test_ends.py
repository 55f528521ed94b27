from __future__ import annotations

import pytest

from valuenet.network.exchange.ends import find_ends


@pytest.mark.parametrize(
    ("names", "ends"),
    [
        (["target", "source"], (1, 0)),
        (["Source", "Target"], (0, 1)),
        (["SOURCE", "source", "target"], (1, 2)),
        (["from", "to", "source", "target"], (2, 3)),
        (["Ego ID", "x", "Alter-ID"], (0, 2)),
        (["i", "j"], (0, 1)),
        (["来源", "目标"], (0, 1)),
        (["source", "to"], None),
        ([], None),
    ],
)
def test_ends_are_found_by_their_names(names: list[str], ends: tuple[int, int] | None) -> None:
    assert find_ends(names) == ends
