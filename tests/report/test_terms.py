import re

import pytest

from valuenet.language import LANGUAGES, Language, message_ids
from valuenet.report.terms import TERMS, parted, terms


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_has_its_words_and_no_words_are_without_a_term(language: Language) -> None:
    named = {name for name in message_ids(language) if name.startswith("term-")}
    assert named == {f"term-{term}{part}" for term in TERMS for part in ("", "-means", "-words")}
    found = terms(language)
    words = [word for term in found for word in term.words]
    assert len(words) == len({word.lower() for word in words})
    assert all(term.means[-1] in "。." and term.title and all(term.words) for term in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_is_explained_and_not_repeated(language: Language) -> None:
    assert [term.term for term in terms(language) if term.means.startswith(term.title)] == []
    stray = r"[\u3400-\u9fff]" if language == "en" else r"[a-z]{4,}"
    assert [term.term for term in terms(language) if re.search(stray, term.title + term.means)] in ([], ["broker"])


def test_the_text_is_kept_whole() -> None:
    text = "样本节点与关系节点之间的关系；加权度最高的样本节点。"
    found = list(parted(text, "zh", set()))
    assert "".join(words for words, _ in found) == text
    assert [term for _, term in found if term] == ["sample-node", "relation-node", "weighted-degree"]


def test_a_chapter_links_a_term_once() -> None:
    seen: set[str] = set()
    texts = ("The weighted degree of a node.", "Weighted degrees again, and betweenness.")
    found = [[term for _, term in parted(text, "en", seen) if term] for text in texts]
    assert found == [["weighted-degree"], ["betweenness"]]
    assert seen == {"weighted-degree", "betweenness"}


def test_english_words_are_whole_words() -> None:
    assert list(parted("The ties tied a necktie.", "en", set())) == [
        ("The ", None), ("ties", "tie"), (" tied a necktie.", None)
    ]  # fmt: skip
