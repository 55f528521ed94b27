"""The audit and the reconstruction from the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.cli.called import valuenet

HEAD = "id,chapter,table,row,column,value,unit\n"
HOLDS = HEAD + "s.total,sample,T,total,,9,count\ns.a,sample,T,a,,4,count\ns.b,sample,T,b,,5,count\n"
BROKEN = (
    HEAD + "s.total.count,sample,T,total,,6417,count\ns.domestic.count,sample,T,domestic,,5871,count\n"
    "s.domestic.share,sample,T,domestic,,91.49,percent\ns.overseas.count,sample,T,overseas,,547,count\n"
    "s.overseas.share,sample,T,overseas,,8.51,percent\n"
)


def written(folder: Path, text: str) -> str:
    path = folder / "figures.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_figures_that_hold_end_in_one_line(tmp_path: Path) -> None:
    done = valuenet("audit", "--figures", written(tmp_path, HOLDS))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "3 figures, 1 identity between them: all hold\n"


def test_figures_that_do_not_hold_are_told_with_their_correction(tmp_path: Path) -> None:
    done = valuenet("audit", "--figures", written(tmp_path, BROKEN))
    assert (done.returncode, done.stderr) == (1, "")
    assert "mend: 547 → 546 in s.overseas.count" in done.stdout
    assert "Smallest corrections" in done.stdout
    assert done.stdout.rstrip().endswith("do not hold")
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_same_as_one_json_object(tmp_path: Path) -> None:
    done = valuenet("audit", "--figures", written(tmp_path, BROKEN), "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1
    assert [each["changes"] for each in found["corrections"]] == [
        [{"figure": "s.overseas.count", "published": "547", "corrected": "546"}]
    ]
    assert {"rule", "figures", "published", "expected", "residual"} <= set(found["findings"][0])


def test_quiet_leaves_the_exit_code(tmp_path: Path) -> None:
    done = valuenet("audit", "--figures", written(tmp_path, BROKEN), "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


def test_rules_of_ones_own_are_held_too(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("rules: [{rule: twice, when: s.a, any: [{ratio: [s.b, s.total]}]}]\n", encoding="utf-8")
    done = valuenet("audit", "--figures", written(tmp_path, HOLDS), "--rules", str(rules), "--json")
    assert [finding["rule"] for finding in json.loads(done.stdout)["findings"]] == ["twice"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("example", "--figures", "x.csv"), 2, "not both"),
        (("--rules", "x.yaml"), 2, "--rules goes with --figures"),
        (("--figures", "x.csv", "--all"), 2, "--all lists the figures of a comparison"),
        (("--figures", "none.csv"), 1, "none.csv: cannot be read"),
        (("nowhere",), 2, "there is no study at 'nowhere'"),
    ],
)
def test_a_wrong_call_ends_in_one_message(words: tuple[str, ...], code: int, says: str, tmp_path: Path) -> None:
    done = valuenet("audit", *words, cwd=tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert says in done.stderr


def test_a_file_without_a_comparison_says_what_to_do(database: Path) -> None:
    done = valuenet("audit", str(database))
    assert done.returncode == 1
    assert "holds no comparison" in done.stderr
    assert "valuenet audit --figures FILE" in done.stderr


def test_reconstruct_needs_a_study_that_has_figures(study: Path, tmp_path: Path) -> None:
    assert valuenet("reconstruct", "nowhere", cwd=tmp_path).returncode == 2
    done = valuenet("reconstruct", str(study), "--out", str(tmp_path / "data"))
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("status", "code"), [("exact", 1), ("typo", 0)])
def test_only_a_figure_that_should_hold_and_differs_is_a_fault(
    status: str, code: int, database: Path, tmp_path: Path
) -> None:
    compared = tmp_path / "compared.duckdb"
    shutil.copyfile(database, compared)
    with duckdb.connect(str(compared)) as con:
        con.execute(
            "INSERT INTO figure BY NAME SELECT 's.a' AS figure_id, 1 AS ordinal, 'sample' AS chapter, 7.0 AS value, "
            f"'7' AS printed, 0 AS decimals, 'count' AS unit, '{status}' AS status"
        )
        con.execute(
            "INSERT INTO comparison BY NAME SELECT 's.a' AS figure_id, 'differs' AS outcome, 8.0 AS computed, "
            "'8' AS computed_text, 'sample.totals' AS measure, 'SELECT 8' AS query"
        )
    done = valuenet("audit", str(compared), "--json")
    assert (done.returncode, json.loads(done.stdout)["failing"]) == (code, code)
