from __future__ import annotations

import re

from valuenet.network.picture.legend import Entry, key, lines, title
from valuenet.network.picture.look import LIGHT, Caption
from valuenet.network.picture.words import width


def test_a_key_stays_on_the_page() -> None:
    entries = [Entry(f"Kind of node number {at}", "#123456") for at in range(30)]
    drawn, bottom = key(entries, Caption(note="All data are synthetic."), 800, 100, LIGHT)
    for x, y, size, word in re.findall(r'x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)">([^<]*)<', drawn):
        assert float(x) + width(word, float(size)) <= 800
        assert 100 < float(y) < bottom
    assert "All data are synthetic." in drawn


def test_an_empty_caption_takes_no_room() -> None:
    drawn, top = title(Caption(), 800, LIGHT)
    assert drawn == ""
    assert top < title(Caption(title="Title"), 800, LIGHT)[1]


def test_every_word_of_a_note_is_printed() -> None:
    text = "a note " * 50 + "所有数据均为合成数据" * 20
    found = lines(text, 300, 20)
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert max(width(line, 20) for line in found) <= 300
