"""Building, reporting and tracing from the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.cli.called import Said, valuenet


def test_build_prints_the_account_of_every_source(said: dict[str, Said]) -> None:
    sums = re.findall(
        r"^(\w+): ([\d,]+) rows read = ([\d,]+) kept \+ ([\d,]+) rejected$", said["build"].stdout, re.MULTILINE
    )
    assert {name for name, *_ in sums} == {"enterprises", "ties", "rounds", "amounts", "research", "events"}
    for _, read, kept, rejected in sums:
        assert int(read.replace(",", "")) == int(kept.replace(",", "")) + int(rejected.replace(",", ""))


def test_trace_lists_as_many_rows_as_the_figure_says(database: Path) -> None:
    import valuenet as vn

    with vn.open(database) as db:
        region, enterprises = db.table("enterprises.by_region").select("region", "enterprises").row(0)
    done = valuenet("trace", str(database), "enterprises.by_region", f"region={region}", "--json")
    rows = json.loads(done.stdout)["rows"]
    assert len({row["name"] for row in rows}) == enterprises
    assert all(row["path"] and row["row"] > 1 for row in rows)


def test_a_wrong_word_in_a_study_is_placed(study: Path, tmp_path: Path) -> None:
    text = (study / "study.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "study.yaml"
    broken.write_text(text.replace("core_technology: 核心技术", "core_technologie: 核心技术"), encoding="utf-8")
    line = next(
        n for n, words in enumerate(broken.read_text(encoding="utf-8").splitlines(), 1) if "technologie" in words
    )
    done = valuenet("build", str(tmp_path), "--json")
    assert done.returncode == 1
    assert f"study.yaml:{line}:" in json.loads(done.stdout)["error"]
    assert "did you mean 'core_technology'" in done.stderr
