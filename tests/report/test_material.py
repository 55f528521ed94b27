import re

import pytest

from tests.report.conftest import Study
from valuenet.measures.catalogue import basis_sql, catalogue, trace_sql
from valuenet.report.material import Material, gather


@pytest.mark.parametrize("name", catalogue())
def test_every_measure_ends_in_one_select_that_can_be_replaced(study: Study, name: str) -> None:
    measure = catalogue()[name]
    assert len(re.findall(r"^SELECT\b", measure.sql, re.MULTILINE)) == 1
    query = basis_sql(measure)
    if query is not None:
        assert {"subject_id", "relation_id"} & set(study.query(query).columns)


def test_all_rows_behind_a_table_are_those_behind_its_figures(study: Study) -> None:
    measure = catalogue()["enterprises.by_region"]
    whole = study.query(basis_sql(measure) or "")
    single = study.query(trace_sql(measure, {"region": "110000"}))
    assert whole.filter(whole["region"] == "110000").sort("subject_id").equals(single.select(whole.columns))


def test_everything_is_read_and_told(study: Study, material: Material) -> None:
    told: list[tuple[str, float]] = []
    again = gather(study, lambda words, done: told.append((words, done)))
    assert again.counts == material.counts
    assert set(catalogue()) <= set(again.tables)
    assert all(0 <= done < 1 for _, done in told)
    assert ("read enterprises.by_region" in {words for words, _ in told}) is True
