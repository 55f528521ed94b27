"""A citation says what is known of a source, and nothing of what is not."""

from dataclasses import replace
from datetime import date

from valuenet.report.cited import cited
from valuenet.report.document import SourceEntry

BARE = SourceEntry("s", "A list", None, None, None, None, "list.csv", "e3b0", None, None)


def test_only_what_is_known_is_told() -> None:
    assert [text for _, text in cited(BARE, "en")] == ["list.csv", "e3b0"]


def test_everything_known_is_told_in_one_order() -> None:
    whole = replace(BARE, producer="Somebody", licence="CC0", accessed=date(2019, 12, 31), note="A note.")
    assert [text for _, text in cited(whole, "zh")] == ["Somebody", "CC0", "2019-12-31", "list.csv", "e3b0", "A note."]
    assert len({label for label, _ in cited(whole, "zh")}) == 6
