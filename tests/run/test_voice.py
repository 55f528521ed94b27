"""What a study says in its own words must fit what there is to say."""

import pytest

from tests.study.voices import in_use
from valuenet.errors import StudyError
from valuenet.run.voice import checked_voice
from valuenet.study.read import Study, read_study


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The example study, its own voice in use."""
    return read_study(in_use(tmp_path_factory.mktemp("voice") / "study"))


def said(study: Study, name: str, text: str) -> str:
    """Return what is wrong once the file has these words more."""
    path = study.folder / "report" / name
    before = path.read_text(encoding="utf-8")
    path.write_text(before + text, encoding="utf-8")
    try:
        with pytest.raises(StudyError) as error:
            checked_voice(study)
        return str(error.value)
    finally:
        path.write_text(before, encoding="utf-8")


def test_the_examples_of_a_new_study_fit(study: Study) -> None:
    voice, told = checked_voice(study)
    assert (len(voice.messages), told) == (10, [])


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (
            "en.ftl",
            "page-contants = x\n",
            "en.ftl:17: nothing says the message 'page-contants'; did you mean 'page",
        ),
        ("en.ftl", "page-wave = { $weve }\n", "has no argument '$weve'; did you mean 'wave'"),
        ("en.ftl", "page-skip = { $x }\n", "has no argument '$x'; it takes none"),
        ("en.ftl", "enterprises-by-city = { $leader }\n", "has no argument '$leader'; did you mean 'leaders'"),
        ("chapters.csv", "outluk,,,,\n", "the chapter 'outluk' is none of valuenet's"),
        (
            "chapters.csv",
            "index,,,,scores * -shores\n",
            "no table 'index.shores'; did you mean 'index.scores'",
        ),
        ("chapters.csv", "index,,,outlook-end,\n", "there is no message 'outlook-end' in report/zh.ftl"),
        ("chapters.csv", "audit,,,page-wave x,\n", "there is no message 'x'"),
    ],
)
def test_what_means_nothing_is_named_with_file_and_line(study: Study, name: str, text: str, words: str) -> None:
    assert words in said(study, name, text)


def test_a_paragraph_may_name_any_fact_of_any_table_and_no_other(study: Study) -> None:
    text = "outlook-wide = { $index_scores_first } { $index_scores_furst }\n"
    path = study.folder / "report" / "en.ftl"
    before = path.read_text(encoding="utf-8")
    (study.folder / "report" / "zh.ftl").open("a", encoding="utf-8").write("outlook-wide = 宽\n")
    path.write_text(before + text, encoding="utf-8")
    try:
        assert "$index_scores_furst" in said(study, "chapters.csv", "index,,,outlook-wide,\n")
    finally:
        path.write_text(before, encoding="utf-8")
        zh = study.folder / "report" / "zh.ftl"
        zh.write_text(zh.read_text(encoding="utf-8").replace("outlook-wide = 宽\n", ""), encoding="utf-8")


def test_a_message_in_one_language_only_is_told(study: Study) -> None:
    path = study.folder / "report" / "zh.ftl"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("page-kicker", "page-contents"), encoding="utf-8")
    try:
        told = checked_voice(study)[1]
    finally:
        path.write_text(before, encoding="utf-8")
    assert len(told) == 2
    assert "'page-contents' is not in report/en.ftl" in told[0]


def test_a_query_is_tried_without_data(study: Study) -> None:
    assert "by_age.sql" in said(study, "tables/outlook/by_age.sql", ", nowhere")


def test_a_table_needs_a_chapter(study: Study) -> None:
    folder = study.folder / "report" / "tables"
    (folder / "outlook").rename(folder / "lookout")
    try:
        with pytest.raises(StudyError, match=r"lookout/by_age.sql:1: no line of report/chapters.csv names the chapter"):
            checked_voice(study)
    finally:
        (folder / "lookout").rename(folder / "outlook")
