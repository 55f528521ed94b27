"""The arithmetic audit as a whole: nothing found where all holds, and a planted slip found and named."""

from __future__ import annotations

import time
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audit.printed import (
    audited,
    changed,
    consistent,
    exchanged,
    named,
    offered,
    percent,
    printed,
    rules_of,
    sheet_of,
)
from valuenet.audit.arithmetic import audit_figures
from valuenet.audit.names import known_names
from valuenet.model.figure import read_figures

PUBLISHED = Path(str(files("valuenet"))) / "studies" / "china_ai_2019" / "figures.csv"
PINNED = ("hub.", "stock.")
"""Figures that take part in equations, so that a slip in them cannot go unseen."""


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_a_consistent_document_gives_no_finding(seed: int) -> None:
    assert rules_of(audit_figures(consistent(seed))) == []


@given(st.integers(0, 10**6), st.data())
@settings(max_examples=25, deadline=None)
def test_exchanged_digits_are_found_and_put_back(seed: int, data: st.DataObject) -> None:
    figures = consistent(seed)
    names = [
        name
        for name, figure in figures.items()
        if name.startswith(PINNED) and any(exchanged(figure.printed, at) for at in range(len(figure.printed) - 1))
    ]
    name = data.draw(st.sampled_from(names))
    text = figures[name].printed
    slip = data.draw(st.sampled_from([made for at in range(len(text) - 1) if (made := exchanged(text, at))]))
    audit = audit_figures(changed(figures, {name: float(slip)}))
    assert audit.findings
    right = {name: figures[name].value}
    assert right in named(audit) or right in offered(audit)
    if name.startswith("hub."):
        assert named(audit) == [right]


@given(st.integers(0, 10**6), st.sampled_from(["intake", "delivery"]), st.sampled_from(["count", "share"]))
@settings(max_examples=15, deadline=None)
def test_a_swapped_pair_is_found_and_put_back(seed: int, flow: str, measure: str) -> None:
    figures = consistent(seed)
    one, other = f"hub.{flow}.domestic.{measure}", f"hub.{flow}.overseas.{measure}"
    if figures[one].value == figures[other].value:
        return
    right = {one: figures[one].value, other: figures[other].value}
    swapped = {one: figures[other].value, other: figures[one].value}
    audit = audit_figures(changed(figures, swapped))
    assert right in named(audit) + offered(audit)


@given(st.integers(0, 10**6), st.sampled_from(["zh", "en"]), st.integers(0, 2))
@settings(max_examples=10, deadline=None)
def test_of_two_languages_the_wrong_one_is_named(seed: int, language: str, layer: int) -> None:
    figures = consistent(seed)
    name = f"firms.layer.layer_{layer}.count.{language}"
    right = figures[name].value
    audit = audit_figures(changed(figures, {name: right + 1}))
    assert "language" in {finding.rule for finding in audit.findings}
    assert {name: right} in named(audit) + offered(audit)


@pytest.mark.parametrize(
    ("figure", "old", "new"),
    [
        ("platform.tech_output.overseas.count", "547", "546"),
        ("platform.tech_output.sector_core.01.big_data_and_cloud_computing.share", "11.31", "11.13"),
        ("structure.layer.application.count.en", "581", "580"),
        ("rd.enterprises_footnote", "113", "131"),
        ("platform.node_share", "32.6", "30.9"),
        ("platform.relation_share", "30.9", "32.6"),
        ("structure.financing.enterprises", "655", "653"),
    ],
)
def test_the_slips_of_the_report_of_2020_are_named(figure: str, old: str, new: str) -> None:
    assert (figure, old, new) in {change for each in PUBLISHED_AUDIT.corrections for change in each.changes}


PUBLISHED_AUDIT = audit_figures(read_figures(PUBLISHED), names=known_names(PUBLISHED))


def test_what_cannot_be_mended_in_the_report_is_found_without_a_correction() -> None:
    left = {finding.subject: finding for finding in PUBLISHED_AUDIT.findings if finding.correction is None}
    assert left["sample.2019.total"].residual == 653
    assert left["platform.tech_input.overseas.count"].expected == "at least 210"
    assert {"app_network.top15.sample_node.04.didi_taxi", "non_initial.enterprises"} <= set(left)
    assert "sample.2018.total" not in {finding.subject for finding in PUBLISHED_AUDIT.findings}


def test_the_form_of_somebody_elses_file_is_audited_too(tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text(
        "id,section,table,row,column,value,unit,source,language,note,parent\n"
        "x.total.count,s,Sales,Total,Number,120,count,a.txt:1,en,,\n"
        "x.domestic.count,s,Sales,Domestic,Number,80,count,a.txt:2,en,,\n"
        "x.domestic.share,s,Sales,Domestic,Proportion,66.67,percent,a.txt:2,en,,\n"
        "x.overseas.count,s,Sales,Overseas,Number,30,count,a.txt:3,en,,\n"
        "x.overseas.share,s,Sales,Overseas,Proportion,33.33,percent,a.txt:3,en,,\n",
        encoding="utf-8",
    )
    assert named(audit_figures(read_figures(path))) == [{"x.overseas.count": 40.0}]


def test_a_document_that_contradicts_itself_everywhere_ends_in_time() -> None:
    figures = [printed("all.total", 1)]
    for which in range(400):
        figures.append(printed(f"all.part_{which}.count", 7 * which % 97))
        figures.append(percent(f"all.part_{which}.share", which * 31 % 100))
        figures.append(printed(f"list.top400.{which + 1}.x{which}", which * 53 % 101))
    began = time.monotonic()
    assert audited(*figures).findings
    assert time.monotonic() - began < 20


def test_nothing_is_said_of_figures_that_have_nothing_to_do_with_one_another() -> None:
    figures = sheet_of(printed("a.papers.total", 52976), printed("a.papers.universities", 117), printed("a.x", 3))
    assert audit_figures(figures).findings == ()
