from __future__ import annotations

import pytest

from valuenet.resolve.match.slips import slips

KNOWN = slips({"universidad": 9, "university": 50, "universite": 7, "oxford": 3, "oxforb": 1, "rome": 2})


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("uniersidad", "universidad"),
        ("univeristy", "university"),
        ("oxfort", "oxford"),
        ("oxfor", "oxfor"),  # shorter than six letters
        ("romb", "romb"),
        ("oxford", "oxford"),
        ("unknownword", "unknownword"),
        ("univers1ty", "univers1ty"),
    ],
)
def test_the_commonest_word_but_for_one_letter(word: str, meant: str) -> None:
    assert KNOWN.written_for(word) == meant
