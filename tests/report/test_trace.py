import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from valuenet.report.document import Document
from valuenet.report.material import Material
from valuenet.report.trace import LIMIT, NOTHING, Origins, traced

ORIGINS = Origins(
    pl.DataFrame({"subject_id": ["s0", "s1", "s1"], "source_id": ["a", "b", "a"], "row": [2, 3, 4]}),
    pl.DataFrame({"relation_id": ["r0", "r1"], "source_id": ["c", "c"], "row": [5, 6]}),
)


def basis(rows: list[tuple[str | None, str]]) -> pl.DataFrame:
    """Rows of (region, subject)."""
    return pl.DataFrame(rows, schema={"region": pl.String, "subject_id": pl.String}, orient="row")


@given(st.lists(st.tuples(st.sampled_from(["x", "y", None]), st.sampled_from(["s0", "s1", "s2"])), max_size=20))
def test_every_row_is_in_one_group(rows: list[tuple[str | None, str]]) -> None:
    frame = basis(rows)
    found = traced(frame, ["region"], frame.select("region"), ORIGINS)
    assert sum(group.rows for group in found.groups.values()) == len(rows)
    assert set(found.groups) == {(region,) for region, _ in rows}
    for (region,), group in found.groups.items():
        assert group.subjects == tuple(sorted({subject for key, subject in rows if key == region}))
        assert group.key == (("region", region),)


def test_a_group_is_cut_but_counts_all() -> None:
    frame = basis([("x", f"s{at:04}") for at in range(LIMIT + 50)])
    (group,) = traced(frame, ["region"], frame.select("region"), ORIGINS).groups.values()
    assert (group.rows, len(group.subjects), group.subjects[0]) == (LIMIT + 50, LIMIT, "s0000")


def test_only_shown_keys_are_grouped_but_all_sources_named() -> None:
    frame = basis([("x", "s0"), ("y", "s1")])
    found = traced(frame, ["region"], pl.DataFrame({"region": ["x"]}), ORIGINS)
    assert (set(found.groups), found.sources) == ({("x",)}, ("a", "b"))


def test_relations_stand_for_subjects_where_there_are_any() -> None:
    frame = pl.DataFrame({"subject_id": ["s0", "s0"], "relation_id": ["r1", "r0"]})
    found = traced(frame, ["subject_id"], frame.select("subject_id"), ORIGINS)
    assert found.groups["s0",].relations == ("r0", "r1")
    assert (found.groups["s0",].subjects, found.sources) == ((), ("c",))


def test_a_table_without_key_has_one_group() -> None:
    frame = basis([("x", "s0"), ("y", "s1")])
    assert traced(frame, [], frame, ORIGINS).groups[()].rows == 2


def test_what_names_no_subject_is_not_traced() -> None:
    frame = pl.DataFrame({"region": ["x"], "value": [1.0]})
    assert traced(frame, ["region"], frame, ORIGINS) == NOTHING


def test_a_report_knows_every_subject_and_relation_it_leads_to(chinese: Document, material: Material) -> None:
    groups = [group for chapter in chinese.chapters for block in chapter.blocks for group in block.groups]
    assert {each for group in groups for each in group.relations} == set(chinese.relations)
    assert {each for group in groups for each in group.subjects} <= set(chinese.subjects)
    assert {each.kind for each in chinese.relations.values()} == set(chinese.kinds)
    assert material.origins.named.height == 11
