"""Every line of a study's own table that means nothing is named with what is wrong there."""

import pytest

from valuenet.measures.own import own_measures, wrong_in_table
from valuenet.model.voice import OwnTable

HEAD = {
    "title": "title: {zh: 甲, en: A}",
    "key": "key: [region]",
    "columns": "columns: {region: region, enterprises: count}",
}
QUERY = """WITH basis AS (
    SELECT subject_id, region FROM enterprise
)
SELECT region, count(*) AS enterprises
FROM basis
GROUP BY region
ORDER BY region"""


def table(query: str = QUERY, name: str = "young", chapter: str = "outlook", **head: str) -> OwnTable:
    lines = [line for line in {**HEAD, **head}.values() if line]
    return OwnTable(chapter, name, "\n".join(("/*", *lines, "*/", query)), "young.sql")


def test_a_sound_table_is_a_measure() -> None:
    own = table(labels="labels: {enterprises: {zh: 家数, en: Firms}}")
    assert wrong_in_table(own) == []
    assert own_measures([own])["outlook.young"].labels == {"enterprises": ("家数", "Firms")}


@pytest.mark.parametrize(
    ("head", "line", "words"),
    [
        ({"title": "title: {zh: 甲}"}, 2, "needs a text in both languages"),
        ({"titel": "titel: x"}, 5, "did you mean 'title'"),
        ({"key": "key: [regoin]"}, 3, "there is no column 'regoin'"),
        ({"key": "key: region"}, 3, "must list the columns"),
        ({"columns": "columns: {region: region, enterprises: cuont}"}, 4, "did you mean 'count'"),
        ({"columns": "columns: {region: region, firms: count}"}, 4, "the column 'firms' has no label"),
        ({"columns": "columns: x"}, 4, "must name each column"),
        ({"labels": "labels: {enterprizes: {zh: 甲, en: A}}"}, 5, "did you mean 'enterprises'"),
        ({"chart": "chart: {form: pie, label: region, value: enterprises}"}, 5, "'pie' is no form of a chart"),
        ({"chart": "chart: {form: bar, label: region, value: n}"}, 5, "there is no column 'n'"),
        ({"chart": "chart: {form: slope, label: region, value: enterprises}"}, 5, "needs 'before' too"),
        ({"chart": "chart: bar"}, 5, "needs form, label and value"),
        ({"key": "key: ["}, 4, "not valid YAML"),
    ],
)
def test_a_mistake_in_the_header_is_named_with_its_line(head: dict[str, str], line: int, words: str) -> None:
    found = wrong_in_table(table(**head))
    assert any(at == line and words in message for at, message in found), found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT region, count(*) AS enterprises FROM enterprise GROUP BY region ORDER BY 1", "needs `WITH basis"),
        (QUERY.replace("subject_id, region FROM", "* FROM"), "must spell out its columns"),
        (QUERY.replace("subject_id, region FROM", "subject_id FROM"), "lacks the key column 'region'"),
        (QUERY.replace("ORDER BY region", ""), "needs ORDER BY"),
        (QUERY.replace("\nSELECT region", "\n  SELECT region"), "at the beginning of a line"),
    ],
)
def test_a_query_that_the_report_cannot_use_is_named(query: str, words: str) -> None:
    ((line, message),) = wrong_in_table(table(query))
    assert line == 6
    assert words in message


def test_a_table_in_the_place_of_valuenets_has_its_columns() -> None:
    ((_, message),) = wrong_in_table(table(name="by_region", chapter="enterprises"))
    assert "columns: {region: region, enterprises: count, share: share}" in message


def test_a_file_without_a_header_says_how_it_begins() -> None:
    assert "must begin with a header" in wrong_in_table(OwnTable("a", "b", "SELECT 1", "b.sql"))[0][1]
