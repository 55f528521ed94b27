"""The comparison written to a database, and its result tables."""

from pathlib import Path

from tests.conftest import MakeStudy
from tests.measures.tiny_study import tiny, viewed
from valuenet.audit.record import recorded, write_audit
from valuenet.database.derive import write_results
from valuenet.database.read import Database
from valuenet.run.build import build

from .conftest import Results, named
from .test_compare import BINDINGS, EXPECTED, FIGURES


def test_a_build_ends_with_the_comparison(make_study: MakeStudy, tmp_path: Path) -> None:
    firms = {"subject": "enterprise", "fields": {"name_zh": "名称", "region": "省份"}}
    study = make_study({"firms": {"records": [firms]}}, {"firms.csv": "名称,省份\n甲,北京\n乙,上海\n"})
    (study / "figures.csv").write_text("id,chapter,value,unit\nfirms,a,2,count\nworld,b,9,count\n", encoding="utf-8")
    head, rule = BINDINGS.partition("\n")[0], "firms,enterprises.by_region,region=*,sum,enterprises,,"
    (study / "bindings.csv").write_text(f"{head}\n{rule}\nworld,,,,,转引,Quoted\n", encoding="utf-8")
    with Database(build(study, out=tmp_path / "firms.duckdb").path) as database:
        assert database.table("audit.summary").select("chapter", "figures", "equal").rows() == [
            ("a", 1, 1),
            ("b", 1, 0),
        ]


def test_a_study_with_figures_has_them_compared_in_its_database(tmp_path: Path) -> None:
    con = named(tiny())
    con.execute("DELETE FROM comparison")
    con.execute("DELETE FROM figure")
    write_results(viewed(con), lambda words, done: None)
    write_audit(con, tmp_path)
    assert con.execute("SELECT count(*) FROM figure").fetchall() == [(0,)]
    assert con.execute("SELECT * FROM result.audit_summary").fetchall() == []
    (tmp_path / "figures.csv").write_text(FIGURES, encoding="utf-8")
    write_audit(con, tmp_path)
    assert con.execute("SELECT count(*) FROM figure").fetchall() == [(0,)]
    (tmp_path / "bindings.csv").write_text(BINDINGS, encoding="utf-8")
    write_audit(con, tmp_path)
    query = "SELECT figure_id, outcome, coalesce(computed_text, '') FROM comparison"
    assert {row[0]: row[1:] for row in con.execute(query).fetchall()} == EXPECTED
    assert con.execute("SELECT chapter, figures, compared, equal FROM result.audit_summary").fetchall() == [
        *(("enterprises", 13, 13, 7), ("network", 1, 1, 1), ("background", 2, 0, 0)),
    ]
    assert con.execute("SELECT count(*) FROM result.audit_residue").fetchall() == [(6,)]
    reasons = "SELECT unbound_zh, unbound_en FROM comparison WHERE figure_id = 'quoted.world'"
    assert con.execute(reasons).fetchall() == [("转引", "Quoted")]
    again = {each.figure.id: (each.outcome, each.computed_text) for each in recorded(Results(con))}
    assert again == EXPECTED
    first = next(iter(recorded(Results(con))))
    assert (first.figure.chapter, first.figure.value, first.measure) == ("enterprises", 1.0, "enterprises.by_layer")
