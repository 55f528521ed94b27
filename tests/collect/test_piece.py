from __future__ import annotations

from valuenet.collect.piece import row_reject


def test_a_rejected_row_keeps_its_place_and_reason_but_none_of_its_cells() -> None:
    reject = row_reject(7, "too_many_cells", "4 cells, the header has 3")
    assert (reject.row, reject.scope, reject.field, reject.value) == (7, "row", None, None)
    assert (reject.reason, reject.detail) == ("too_many_cells", "4 cells, the header has 3")
