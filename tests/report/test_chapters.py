"""What the report says of a tiny study; VALUENET_GOLDEN=1 writes the golden files anew, to be read before keeping."""

import os
from pathlib import Path

import pytest

from tests.report.conftest import Study, block
from valuenet.measures.catalogue import catalogue, chapters
from valuenet.report.chapters import column_label, columns_of, document, traced_columns
from valuenet.report.document import Document, written
from valuenet.report.material import Material, gather
from valuenet.report.method import WHO, method_measures
from valuenet.report.sentences import has_data

GOLDEN = Path(__file__).parent / "golden"


def outline(report: Document) -> str:
    """Everything the report says, table by table, without its rows."""
    lines = [report.title]
    for chapter in report.chapters:
        lines += ["", f"{chapter.number} {chapter.title}", *map(written, chapter.paragraphs)]
        for each in chapter.blocks:
            captions = " | ".join(each.chart.captions) if each.chart else ""
            drawn = f" [{each.chart.form}{': ' + captions if captions else ''}]" if each.chart else ""
            lines += [f"{each.number} {each.title}{drawn}", f"    {written(each.sentence)}"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", ["chinese", "english"])
def test_the_report_reads_as_it_did(language: str, request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{language}.txt"
    said = outline(request.getfixturevalue(language))
    if os.environ.get("VALUENET_GOLDEN"):
        path.write_text(said, encoding="utf-8")
    assert said == path.read_text(encoding="utf-8")


def test_every_table_of_the_catalogue_is_in_the_report_once(chinese: Document) -> None:
    names = [each.name for chapter in chinese.chapters for each in chapter.blocks]
    told = set(names) & set(WHO)  # without anything doubtful or joined, nothing is said of it
    assert sorted(names) == sorted([*({*catalogue()} - {*WHO} | told), *method_measures()])
    assert [chapter.chapter for chapter in chinese.chapters] == [
        *("summary", "method"), *(name for name in chapters() if name != "audit"), *("conclusion", "audit"),
    ]  # fmt: skip


def test_a_study_without_figures_has_no_chapter_on_them() -> None:
    chapters_ = document(gather(Study(figures=False), lambda words, done: None), "en").chapters
    assert "audit" not in [chapter.chapter for chapter in chapters_]


def test_figures_that_differ_or_are_not_computed_say_why_in_the_language_of_the_page(
    chinese: Document, english: Document
) -> None:
    (row,) = block(english, "audit.residue").rows
    assert row.shown == ("Table <b> · f2", "1", "2", "Different", "Misprint", "Misprint")
    assert block(chinese, "audit.residue").rows[0].shown[-1] == "印误"
    listed = block(chinese, "audit.figures")
    assert listed.folded
    assert [(row.shown[1], row.shown[6]) for row in listed.rows] == [
        *(("样本", ""), ("annex", "印误"), ("背景", "转引")),
    ]


def test_tables_are_numbered_within_their_chapter(english: Document) -> None:
    for at, chapter in enumerate(english.chapters, start=1):
        assert [each.number for each in chapter.blocks] == [f"{at}.{n}" for n in range(1, len(chapter.blocks) + 1)]


def test_a_table_without_data_says_so_and_has_no_grid(chinese: Document) -> None:
    empty = block(chinese, "linkers.alliances_by_year")
    assert (empty.rows, empty.chart, empty.sources) == ((), None, ())
    assert written(empty.sentence).startswith("无数据")


def test_missing_values_are_no_data_never_zero(english: Document) -> None:
    rows = block(english, "enterprises.by_region").rows
    assert [row.shown[:2] for row in rows] == [("Beijing", "2"), ("Guangdong", "1"), ("no data", "1")]


def test_a_figure_leads_to_its_rows(chinese: Document) -> None:
    table = block(chinese, "enterprises.by_region")
    beijing = table.groups[table.rows[0].group or 0]
    assert beijing.subjects == ("e1", "e2")
    assert [chinese.subjects[each].places for each in beijing.subjects] == [(("list", 2),), (("list", 3),)]


def test_a_count_of_relations_leads_to_relations_with_both_ends(english: Document) -> None:
    table = block(english, "network.top_relation_nodes")
    first = table.groups[table.rows[0].group or 0]
    assert (first.rows, first.relations) == (2, ("r1", "r3"))
    assert {english.subjects[english.relations[each].alter_id].name for each in first.relations} == {"Overseas Chips"}
    assert table.sources == ("ties",)


def test_counts_lead_to_rows_and_changes_do_not(english: Document) -> None:
    table = block(english, "sample.composition")
    assert [table.columns[at].name for at in traced_columns(table)] == ["subjects"]
    papers = block(english, "academia.papers_top30")
    assert {papers.columns[at].unit for at in traced_columns(papers)} == {"number"}


def test_subjects_outside_the_sample_are_listed_with_rules_and_places(chinese: Document) -> None:
    listed = block(chinese, "method.failed_subjects")
    (row,) = listed.rows
    assert listed.sources == ("list",)
    assert row.shown == ("企业", "Outside Ltd", "位于中国", "来源1第 6 行")


def test_the_chapter_on_method_accounts_for_every_row(english: Document) -> None:
    assert "2 sources gave 44 rows, of which 40 were kept and 4 rejected." in written(english.chapters[1].paragraphs[1])
    steps = {row.shown[:3] for row in block(english, "method.funnel").rows if row.values[0] == "enterprise"}
    assert steps == {
        ("Enterprise", "Collected", "5"), ("Enterprise", "There at the reported wave", "5"),
        ("Enterprise", "Listed by a source in its own right", "5"), ("Enterprise", "Located in China", "4"),
        ("Enterprise", "In the sample", "4"),
    }  # fmt: skip


@pytest.mark.parametrize("name", [*catalogue(), *method_measures()])
def test_every_column_has_a_label_in_both_languages(name: str) -> None:
    measure = {**catalogue(), **method_measures()}[name]
    assert all(column.label for column in (*columns_of(measure, "zh"), *columns_of(measure, "en")))


def test_own_columns_are_labelled() -> None:
    assert (column_label("step", "zh"), column_label("region", "en")) == ("步骤", "Province")


def test_only_null_labels_are_no_data(material: Material) -> None:
    measure = catalogue()["enterprises.by_region"]
    table = material.tables[measure.name]
    assert has_data(measure, table)
    assert not has_data(measure, table.filter(table["region"].is_null()))
    assert not has_data(measure, table.clear())


def test_two_documents_of_one_database_are_equal(material: Material, chinese: Document) -> None:
    assert document(material, "zh") == chinese
