"""Rules: the packaged ones, a user's own beside them, and clear errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.printed import printed, sheet_of
from valuenet.audit.arithmetic import audit_figures
from valuenet.audit.rules import packaged_rules, read_rules
from valuenet.errors import DataError


def written(folder: Path, text: str) -> Path:
    path = folder / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_users_words_and_rules_stand_beside_the_packaged_ones(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "words: {total: [gesamt]}\n"
        "rules:\n"
        "  - rule: fleet\n"
        "    says: cars are wheels over four\n"
        "    when: '{p..}.cars'\n"
        "    any: [{ratio: ['{p..}.wheels', '{p..}.four']}]\n",
    )
    rules = read_rules(path)
    assert {"gesamt", "total"} <= rules.words["total"]
    assert [rule.rule for rule in rules.declared[len(packaged_rules().declared) :]] == ["fleet"]
    figures = sheet_of(printed("x.cars", 5), printed("x.wheels", 24), printed("x.four", 4))
    assert [finding.rule for finding in audit_figures(figures, rules).findings] == ["fleet"]
    assert audit_figures(figures).findings == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("words: [a]\n", "words: write 'name: value'"),
        ("word: {total: [a]}\n", "did you mean 'words'"),
        ("words: {totals: [a]}\n", "did you mean 'total'"),
        ("words: {total: a}\n", "write a list of words"),
        ("- a\n", "holds no rules"),
        ("a: [\n", "not readable as YAML"),
        ("plausible: [1]\n", "plausible: write two numbers"),
        ("rules: {}\n", "write a list"),
        ("rules: [{rule: x, when: a}]\n", "give either 'any'"),
        ("rules: [{rule: x, any: [{equal: b}]}]\n", "a pattern of ids ('when')"),
        ("rules: [{rule: x, when: a, any: [{equals: b}]}]\n", "did you mean 'equal'"),
        ("rules: [{rule: x, when: a, any: [{ratio: [b]}]}]\n", "ratio is [part, whole]"),
        ("rules: [{rule: x, when: a, any: [{equal: [b]}]}]\n", "equal is one pattern"),
        ("rules: [{rule: x, when: a, total: {whole: b}}]\n", "total is {whole: pattern"),
        ("rules: [{rule: x, when: a, any: [{equal: b, factor: c}]}]\n", "factor is a number"),
        ("rules: [x]\n", "an entry needs 'rule'"),
    ],
)
def test_a_wrong_file_ends_in_one_message_with_its_name(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_rules(written(tmp_path, text))
    assert says in str(caught.value)
    assert "rules.yaml" in str(caught.value)


def test_a_missing_file_of_rules(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_rules(tmp_path / "none.yaml")
