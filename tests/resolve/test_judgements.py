from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import StudyError
from valuenet.resolve.judgements import Judgement, add_judgement, in_force, read_judgements

HEAD = "left,right,judgement,who,when,why\n"
CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\r\n\ufeff", exclude_categories=["Cc", "Cs"]), max_size=20
)


def written(folder: Path, text: str) -> Path:
    """A file of judgements with this text."""
    path = folder / "judgements.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_and_an_empty_one_are_no_judgements(tmp_path: Path) -> None:
    assert read_judgements(tmp_path / "judgements.csv") == []
    assert read_judgements(written(tmp_path, "")) == []
    assert read_judgements(written(tmp_path, HEAD)) == []


def test_who_when_and_why_may_be_left_out(tmp_path: Path) -> None:
    found = read_judgements(written(tmp_path, "judgement,left,right\nsame, 百度 ,Baidu\n"))
    assert found == [Judgement("百度", "Baidu", "same", line=2)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("left,right\na,b\n", "there is no column 'judgement'"),
        ("left,right,judgement,wen\na,b,same,2020\n", "unknown column 'wen'; did you mean 'when'?"),
        (HEAD + "a,b,sane,,,\n", ":2: 'sane' is no judgement; did you mean 'same'?"),
        (HEAD + ",b,same,,,\n", ":2: 'left' is empty"),
        (HEAD + "a,a,same,,,\n", ":2: 'a' is judged against itself"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=words.replace("?", r"\?")):
        read_judgements(written(tmp_path, text))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    path.write_bytes((HEAD + "百度,Baidu,same,,,\n").encode("gb18030"))
    with pytest.raises(StudyError, match="cannot be read as UTF-8 text"):
        read_judgements(path)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=3))
def test_what_is_added_is_read_again(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("judged") / "judgements.csv"
    for left, why in pairs:
        add_judgement(path, Judgement(f"a{left.strip()}", "b ", "unsure", "me", "2026-01-01", why.strip()))
    found = read_judgements(path)
    assert [(each.left, each.why) for each in found] == [
        (f"a{left.strip()}".strip(), why.strip()) for left, why in pairs
    ]
    assert [each.right for each in found] == ["b"] * len(pairs)
    assert sorted(one.name for one in path.parent.iterdir()) == ["judgements.csv"]


def test_adding_keeps_what_stands_there_and_the_order_of_its_columns(tmp_path: Path) -> None:
    path = written(tmp_path, "why,judgement,right,left\nx,same,b,a")
    add_judgement(path, Judgement("c", "d", "different", "me", "2026-01-01", "y"))
    assert path.read_text(encoding="utf-8") == "why,judgement,right,left\nx,same,b,a\ny,different,d,c\n"


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="the judgement cannot be written"):
        add_judgement(tmp_path / "nowhere" / "judgements.csv", Judgement("a", "b", "same"))


def test_the_later_judgement_of_a_pair_is_in_force() -> None:
    early, late = (
        Judgement("a", "b", "same", when="2026-01-02", line=2),
        Judgement("b", "a", "different", when="2026-01-01", line=3),
    )
    assert in_force([early, late]) == [early]
