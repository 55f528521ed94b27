from __future__ import annotations

from pathlib import Path

from valuenet.study.fingerprint import fingerprint


def _written(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_it_tells_every_change_of_definitions_and_sources(tmp_path: Path) -> None:
    _written(tmp_path / "study.yaml", "study: a")
    firms = _written(tmp_path / "data" / "firms.csv", "甲")
    seen = {fingerprint(tmp_path, [firms])}
    assert seen == {fingerprint(tmp_path, [firms])}
    _written(tmp_path / "out" / "other.csv", "no source")
    _written(tmp_path / "example.duckdb", "what a build wrote")
    assert fingerprint(tmp_path, [firms]) in seen
    _written(firms, "乙")
    seen.add(fingerprint(tmp_path, [firms]))
    _written(tmp_path / "study.yaml", "study: b")
    seen.add(fingerprint(tmp_path, [firms]))
    seen.add(fingerprint(tmp_path, []))
    _written(tmp_path / "report" / "en.ftl", "page-contents = Inside")
    seen.add(fingerprint(tmp_path, []))
    _written(tmp_path / "report" / "tables" / "outlook" / "by_age.sql", "SELECT 1")
    seen.add(fingerprint(tmp_path, []))
    assert len(seen) == 6
