from valuenet.model.voice import OwnChapter, OwnMessage, OwnTable, Voice


def test_an_outline_line_names_its_tables_in_whole() -> None:
    line = OwnChapter("outlook", "展望", "Outlook", tables=("growth", "-decline", "*", "enterprises.by_city"))
    assert line.named() == ("outlook.growth", "enterprises.by_city")
    assert line.left_out() == {"outlook.decline"}
    assert (line.title("zh"), line.title("en")) == ("展望", "Outlook")


def test_a_single_dash_leaves_out_no_table_by_name() -> None:
    line = OwnChapter("linkers", tables=("-",))
    assert not line.named()
    assert not line.left_out()


def test_places_and_names() -> None:
    assert OwnMessage("en", "a", "a = b", "report/en.ftl", 3).place == "report/en.ftl:3"
    assert OwnTable("outlook", "by_age", "", "x").name == "outlook.by_age"
    assert Voice() == Voice((), (), (), None)
