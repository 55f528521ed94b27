"""Views as they are at another wave, for a few queries."""

from __future__ import annotations

import pytest

from tests.database.indexed import sampled
from valuenet.database.views import hold_views
from valuenet.database.wave import at_wave

COUNT = "SELECT count(*) FROM enterprise"


@pytest.mark.parametrize("held", [False, True])
def test_another_wave_is_shown_inside_the_block_only(held: bool) -> None:
    con = sampled()
    if held:
        hold_views(con)
    now = con.execute(COUNT).fetchall()
    with at_wave(con, "2018", ("enterprise",)):
        assert con.execute(COUNT).fetchall() == [(now[0][0] - 5,)]
    assert con.execute(COUNT).fetchall() == now
    assert con.execute("SELECT wave FROM study").fetchall() == [("2019",)]


def test_an_error_leaves_the_reported_wave() -> None:
    con = sampled()
    now = con.execute(COUNT).fetchall()
    with pytest.raises(ZeroDivisionError), at_wave(con, "2018", ("enterprise",)):
        raise ZeroDivisionError
    assert con.execute(COUNT).fetchall() == now
