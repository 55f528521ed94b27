import pytest

from valuenet.model.voice import OwnMessage
from valuenet.study.own_messages import packaged_uses, read_messages, taken, uses, wrong_references


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a = x\nb = { $rows\n", 2, "this is no message"),
        ("a = x\n\na = y\n", 3, "is there twice; the first stands in line 1"),
        ("a =\n  .b = c\n", 1, "has no text"),
        ("\ufeffa = x\r\nnonsense\r\n", 2, "this is no message"),
    ],
)
def test_what_is_no_message_is_named_with_its_line(text: str, line: int, words: str) -> None:
    _, wrong = read_messages(text, "report/en.ftl", "en")
    assert [(at, words in message) for at, message in wrong] == [(line, True)]


def test_terms_are_told_apart_from_messages() -> None:
    found, wrong = read_messages("-name = N\na = { -name }\n", "report/en.ftl", "en")
    assert ([each.message for each in found], wrong) == (["-name", "a"], [])
    assert uses(found[1]).entries == {"-name"}


def test_what_a_message_takes_is_told_by_way_of_others() -> None:
    own = [
        OwnMessage("en", "a", "a = { b } { total-enterprises }", "x", 1),
        OwnMessage("en", "b", "b = { $n }", "x", 2),
    ]
    assert taken("a", own, "en") == {"n", "total"}
    assert packaged_uses("no-such", "en").arguments == set()


def test_references_that_lead_nowhere_are_named() -> None:
    own = [OwnMessage("en", "a", 'a = { page-contants } { a } { SHOUT("x") } { -no }', "x", 1)]
    said = [message for _, message in wrong_references(own, "en")]
    assert any("did you mean 'page-contents'" in each for each in said)
    assert any("refers to itself" in each for each in said)
    assert any("'SHOUT'; there are NUMBER and DATETIME" in each for each in said)
    assert any("'-no'" in each for each in said)
