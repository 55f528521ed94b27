"""A hand-made study small enough to count on paper: nine enterprises, three universities, two waves."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import duckdb

from tests.index_rows import index_rows
from valuenet.database.create import create_tables, quoted
from valuenet.database.fill import write_vocabularies
from valuenet.database.views import create_views, hold_views
from valuenet.model.fields import fields_of
from valuenet.model.term import read_terms
from valuenet.model.vocabulary import Vocabulary, vocabulary, vocabulary_names

Connection = duckdb.DuckDBPyConnection
Row = dict[str, Any]

OWN = ("name_zh", "name_en", "country", "region", "city", "home_country")
COMMUNITY_TRAITS = ("region", "sector", "layer", "home_country", "kind")
NETWORK_RESULTS = (
    *("network_statistic", "network_part", "network_significance", "network_quantity", "network_community"),
    *("network_mixing", "network_position", "shock_critical", "shock_summary", "shock_curve"),
)
"""Tables of the network engine that measures read."""
FURTHER = index_rows(("110000", "370000"), ("number_of_enterprises", "number_of_parks"), "root", ("2018", "2019"))
"""Further tables of the index that measures read."""
BOTH, LATER = ("2018", "2019"), ("2019",)

ENTERPRISES: dict[str, Row] = {
    "e1": {
        **{"region": "110000", "city": "110000", "status": "listed", "layer": "base", "founded": "2010-05-01"},
        **{"core_technology": "big_data_cloud", "application_field": "smart_city", "patents": 100, "rd_intensity": 0.2},
        **{"funding_cny": 2e9, "valuation_cny": 5e9, "sector": "ai_platform"},
    },
    "e2": {
        **{"region": "110000", "city": "110000", "status": "unicorn", "layer": "technology", "founded": "2015"},
        **{"core_technology": "visual_recognition", "application_field": "smart_city"},
        **{"patents": 50, "rd_intensity": 0.1},
    },
    "e3": {
        **{"region": "440000", "city": "440300", "status": "other", "layer": "application", "founded": "2015-03"},
        **{"core_technology": "big_data_cloud", "application_field": "fintech", "patents": 50, "rd_intensity": 0.04},
        **{"funding_cny": 1e8},
    },
    "e4": {
        **{"region": "440000", "city": "440300", "status": "other", "layer": "application", "founded": "2016"},
        **{"core_technology": "robotics", "patents": 10, "funding_cny": 1e9},
    },
    "e5": {
        **{"region": "310000", "city": "310000", "status": "unicorn", "layer": "application", "founded": "2015"},
        **{"application_field": "fintech", "rd_intensity": 0.15},
    },
    "e6": {
        **{"region": "330000", "city": "330100", "status": "listed", "layer": "application", "founded": "2001"},
        **{"patents": 10, "rd_intensity": 0.05, "non_initial": "true", "transition_mode": ("own_rd", "acquisition")},
        **{"transition_origin": "manufacturing", "transition_field": "smart_manufacturing"},
    },
    "e7": {"country": "US", "status": "other"},
    "e8": {
        **{"region": "370000", "status": "listed", "layer": "application", "patents": 0, "non_initial": "true"},
    },
    "out": {"region": "110000", "layer": "application", "patents": 7},
}
OTHERS: dict[str, Row] = {
    "u1": {
        **{"kind": "university", "region": "110000", "department": "ministry_of_education", "ai_major_since": 2018},
        **{"papers_international": 60, "papers_domestic": 10, "patents": 5, "foreign_partner": ("NTU", "NUS")},
    },
    "u2": {
        **{"kind": "university", "region": "110000", "department": "province", "ai_major_since": 2019},
        **{"papers_international": 30, "foreign_partner": ("NTU",)},
    },
    "u3": {"kind": "university", "region": "320000", "ai_major_since": 2019},
    "i1": {
        **{"kind": "institute", "region": "110000", "patents": 30, "papers_international": 10},
        **{"foreign_partner": ("NTU",)},
    },
    "i2": {"kind": "institute", "region": "310000", "patents": 10},
    "i3": {"kind": "institute", "region": "110000"},
    "c0": {"kind": "conference", "region": "110000", "city": "110000", "held": "2018-05"},
    "c1": {"kind": "conference", "region": "110000", "city": "110000", "held": "2019-05", "organiser": ("A", "B")},
    "c2": {"kind": "conference", "region": "440000", "city": "440300", "held": "2019-06", "organiser": ("A",)},
    "c3": {"kind": "conference", "country": "US", "held": "2019"},
    "a1": {"kind": "alliance", "region": "440000", "established": "2018"},
    "a2": {"kind": "alliance", "region": "440000", "established": "2019-03"},
    "a3": {"kind": "alliance", "region": "110000"},
    "p1": {"kind": "policy", "region": "110000", "issued": "2019-01-05", "policy_area": ("strategy", "data")},
    "p2": {"kind": "policy", "issued": "2018", "policy_area": ("strategy",)},
    "p3": {"kind": "policy", "region": "110000", "issued": "2019"},
    "k1": {"kind": "park", "region": "370000", "established": "2019"},
    "k2": {"kind": "park", "region": "370000", "established": "2017"},
    "k3": {"kind": "park", "region": "320000"},
    "v1": {"kind": "investor", "region": "110000"},
    "intel": {"kind": "organisation", "country": "US", "sector": "smart_chip"},
    "bank": {"kind": "organisation", "region": "110000", "sector": "finance"},
    "veiled": {"kind": "organisation", "country": None},
    "mit": {"kind": "university", "country": "US", "ai_major_since": 2018, "papers_international": 900},
    "v4": {
        **{"kind": "university", "region": "370000", "education_level": "vocational", "ai_major_since": 2020},
        **{"papers_international": 10},
    },
    "owned": {"kind": "organisation", "region": "310000", "home_country": "US", "sector": "smart_chip"},
}
PARENTS = {"e2": "e1"}
SAMPLED = {
    **dict.fromkeys(("e1", "e2", "e3", "e4", "e5", "v1", "u1", "i1", "k2", "p2", "a1"), BOTH),
    **dict.fromkeys(("e6", "e7", "e8", "u2", "u3", "i2", "i3", "c1", "c2", "c3"), LATER),
    **dict.fromkeys(("a2", "a3", "p1", "p3", "k1", "k3"), LATER),
    "c0": ("2018",),
}
RELATIONS = (  # ego, kind, alter, year, last wave
    ("r01", "e1", "technology_input", "intel", 2018, None),
    ("r02", "e1", "technology_output", "bank", 2019, None),
    ("r03", "e1", "technology_output", "e3", 2019, None),
    ("r04", "e2", "technology_input", "e1", None, None),
    ("r05", "e2", "technology_output", "intel", None, None),
    ("r06", "e3", "technology_input", "intel", None, None),
    ("r07", "e3", "technology_input", "veiled", None, None),
    ("r08", "e4", "technology_output", "bank", None, None),
    ("r09", "e1", "study", "u1", None, None),
    ("r10", "e2", "study", "mit", None, None),
    ("r11", "e3", "work", "intel", None, None),
    ("r12", "e4", "work", "e1", None, None),
    ("r13", "e3", "financing", "v1", 2019, None),
    ("r14", "e5", "financing", "v1", 2019, None),
    ("r15", "e1", "investment", "e2", 2019, None),
    ("r16", "e1", "technology_output", "bank", 2018, "2018"),
    ("r17", "out", "technology_input", "intel", 2018, None),
)
ROUNDS = (  # subject, round, date, amount, estimated
    ("f1", "e2", "angel", "2018-02-01", 1e7, True),
    ("f2", "e2", "seed", "2019-02-01", 5e7, False),
    ("f3", "e2", "angel", "2020-02-01", 1e9, False),
    ("f4", "e5", "angel", None, None, False),
    ("f5", "out", "angel", "2018-02-01", 3e7, False),
)
FIGURES = (  # figure, chapter, printed, status, reason, outcome, computed, measure
    ("a.equal", "sample", "27", "exact", None, "equal", 27.0, "sample.grand_total"),
    ("a.near", "sample", "0.61", "rounding", "its parts", "rounding", 0.6, "index.tree"),
    ("b.other", "network", "9", "typo", "two digits", "differs", 12.0, "network.structure"),
    ("b.none", "network", "5", "exact", None, "no_data", None, "network.structure"),
    ("b.quoted", "network", "7", "exact", None, "unbound", None, None),
)
INDICATORS = (  # indicator, parent, level, weight, published weight
    ("root", None, 1, 1.0, None),
    ("firms", "root", 2, 0.6, 0.61),
    ("parks", "root", 2, 0.4, 0.4),
    ("number_of_enterprises", "firms", 3, 0.6, 0.6),
    ("number_of_parks", "parks", 3, 0.4, 0.4),
)


def fill(con: Connection, table: str, rows: list[Row]) -> None:
    """Insert rows of equal keys into a table."""
    names = ", ".join(map(quoted, rows[0]))
    marks = ", ".join(f"({', '.join('?' for _ in row)})" for row in rows)
    cells = [cell for row in rows for cell in row.values()]
    con.execute(f"INSERT INTO {quoted(table)} ({names}) VALUES {marks}", cells)


def subjects() -> dict[str, Row]:
    """Every subject of the study, each in China unless it says otherwise."""
    firms = {name: {"kind": "enterprise", **row} for name, row in ENTERPRISES.items()}
    return {name: {"country": "CN", "name_zh": f"名{name}", **row} for name, row in {**firms, **OTHERS}.items()}


def _attributes(name: str, row: Row) -> Iterator[Row]:
    known = {item.field for item in fields_of(row["kind"])}
    for field, value in row.items():
        for single in value if isinstance(value, tuple) else (value,):
            if field in known:
                yield {"subject_id": name, "field": field, "value": str(single), "source_id": "firms", "row": 2}


def _subject(name: str, row: Row) -> Row:
    own = {column: row.get(column) for column in OWN}
    own["parent_id"] = PARENTS.get(name)
    return {"subject_id": name, "kind": row["kind"], **own, "in_sample": name in SAMPLED, "synthetic": False}


def _fill_subjects(con: Connection) -> None:
    fill(con, "subject", [_subject(name, row) for name, row in subjects().items()])
    fill(con, "attribute", [each for name, row in subjects().items() for each in _attributes(name, row)])
    fill(con, "sample", [{"subject_id": name, "wave": wave} for name, waves in SAMPLED.items() for wave in waves])
    screened = [
        *((name, "ai", name != "out") for name in ENTERPRISES),
        ("out", "market", False),
        ("e1", "market", True),
    ]
    fill(con, "screening_rule", [_rule("ai", 1), _rule("market", 2)])
    fill(con, "screening", [{"subject_id": s, "rule": r, "passed": p, "wave": "2019"} for s, r, p in screened])


def _rule(rule: str, ordinal: int) -> Row:
    return {"rule": rule, "kind": "enterprise", "label_zh": rule, "label_en": rule, "ordinal": ordinal}


def _fill_ties(con: Connection) -> None:
    names = ("relation_id", "ego_id", "kind", "alter_id", "date", "last_wave")
    rest = {"first_wave": "2018", "weight": 1, "source_id": "firms", "row": 2}
    dated = [(*row[:4], f"{row[4]}-06-30" if row[4] else None, row[5]) for row in RELATIONS]
    fill(con, "relation", [{**dict(zip(names, row, strict=True)), **rest} for row in dated])
    names = ("round_id", "subject_id", "round", "date", "amount_cny", "estimated")
    source = {"source_id": "firms", "row": 2}
    fill(con, "financing_round", [{**dict(zip(names, row, strict=True)), **source} for row in ROUNDS])
    groups = {"platforms": ("ecosystem", ("e1", "e2")), "chosen": ("compared", ("e1", "e3", "e4"))}
    for ordinal, (group, (role, members)) in enumerate(groups.items(), start=1):
        words = {"group_id": group, "label_zh": group, "label_en": group}
        fill(con, "subject_group", [{**words, "role": role, "ordinal": ordinal}])
        fill(con, "group_member", [{"group_id": group, "subject_id": member} for member in members])


def _fill_results(con: Connection) -> None:
    fill(con, "network_statistic", [{"statistic": "nodes", "reading": "relations", "value": 12, "sampled": False}])
    _fill_network(con)
    for ordinal, (indicator, parent, level, weight, printed) in enumerate(INDICATORS, start=1):
        place = {"indicator": indicator, "parent": parent, "level": level, "ordinal": ordinal}
        words = {"label_zh": indicator, "label_en": indicator}
        fill(con, "index_indicator", [{**place, **words, "direction": 1, "weight": weight, "printed_weight": printed}])
    for region, firms, parks in (("110000", 1.0, 0.0), ("370000", 0.0, 1.0)):
        leaves = {"number_of_enterprises": firms, "number_of_parks": parks}
        base = {"wave": "2019", "region": region, "imputed": False, "treated": False}
        values = [{**base, "indicator": k, "value": v, "normalised": v} for k, v in leaves.items()]
        fill(con, "index_value", values)
        scores = {"root": (0.6 * firms + 0.4 * parks, 1 if firms else 2), "firms": (0.6 * firms, 2 - int(firms))}
        for indicator, (score, rank) in {**scores, "parks": (0.4 * parks, 2 - int(parks))}.items():
            place = {"wave": "2019", "region": region, "indicator": indicator}
            fill(con, "index_score", [{**place, "score": score, "rank": rank, "coverage": 1}])

    for table, rows in FURTHER.items():
        fill(con, table, rows)


def _fill_network(con: Connection) -> None:
    """What the network engine would have written, a row or two of each table; the figures are made up."""
    key = {"statistic": "reciprocity", "reading": "ties_directed"}
    fill(con, "network_part", [{"part": "whole", **key, "value": 0.1, "low": 0.0, "high": 0.2}])
    fill(con, "network_part", [{"part": "whole", **key, "reading": "relations", "value": 0.1, "why": "no_data"}])
    tested = {"mean": 0.2, "sd": 0.1, "low": 0.0, "high": 0.4, "z": -1.0, "p": 0.3, "networks": 60}
    fill(con, "network_significance", [{"model": "ties_degrees", **key, "observed": 0.1, **tested}])
    untold = {"statistic": "nodes", "reading": "relations", "networks": 60, "why": "fixed_by_the_null_model"}
    fill(con, "network_significance", [{"model": "ties_degrees", **untold}])
    fill(con, "network_quantity", [{"quantity": "modularity", "value": 0.5}, {"quantity": "core_fit", "value": None}])
    counts = {"sample_nodes": 1, "within": 2, "across": 1, **{f"{x}_no_data": 0 for x in COMMUNITY_TRAITS}}
    fill(con, "network_community", [{"community": 0, "nodes": 3, **counts}, {"community": 1, "nodes": 1, **counts}])
    mixed = {"attribute": "layer", "source": "base", "expected": 2.0, "ratio": 1.5}
    fill(con, "network_mixing", [{**mixed, "target": None, "observed": 3}, {**mixed, "target": "base", "observed": 3}])
    positions = (("e1", 9.0), ("e2", 3.0), ("e3", 0.0))
    fill(con, "network_position", [{"subject_id": one, "betweenness_undirected": value} for one, value in positions])
    loss = {"alone": 2, "gain": 2, "loss": 2, "bound": 3}
    fill(con, "shock_critical", [{"rank": 1, "subject_id": "intel", **loss}])
    fill(con, "shock_summary", [{"count": "removed", "value": 1, "words": "country:US"}])
    curve = {"strategy": "random", "measured": "failed", "value": 0.1}
    fill(con, "shock_curve", [{**curve, "removed": 0}, {**curve, "removed": 1}])


def _fill_figures(con: Connection) -> None:
    for ordinal, (figure, chapter, printed, status, reason, outcome, computed, measure) in enumerate(FIGURES, start=1):
        place = {"figure_id": figure, "ordinal": ordinal, "chapter": chapter, "table_label": "T", "row_label": figure}
        value = {"value": float(printed), "printed": printed, "decimals": 0, "unit": "count", "status": status}
        fill(con, "figure", [{**place, **value, "reason_zh": reason, "reason_en": reason}])
        text = None if computed is None else f"{computed:g}"
        why = "quoted" if outcome == "unbound" else None
        found = {"figure_id": figure, "outcome": outcome, "computed": computed, "computed_text": text}
        fill(con, "comparison", [{**found, "measure": measure, "unbound_zh": why, "unbound_en": why}])


def _fill_sources(con: Connection) -> None:
    for ordinal, (source, read, rejected) in enumerate((("firms", 20, 2), ("parks", 5, 0)), start=1):
        words = {"title_zh": source, "title_en": source, "path": f"{source}.csv", "sha256": "0" * 64}
        rows = {"ordinal": ordinal, "rows_read": read, "rows_kept": read - rejected, "rows_rejected": rejected}
        fill(con, "source", [{"source_id": source, **words, **rows, "synthetic": False}])
    for row, scope, field, reason in (
        (3, "row", None, "no_name"),
        (4, "row", None, "no_name"),
        (7, "cell", "founded", "not_a_date"),
    ):
        fill(con, "rejected", [{"source_id": "firms", "row": row, "scope": scope, "field": field, "reason": reason}])


def vocabularies() -> dict[str, Vocabulary]:
    """Every packaged vocabulary but the long ones that no query reads."""
    found = {name: vocabulary(name) for name in vocabulary_names() if name not in ("country", "city")}
    for path in (files("valuenet.measures") / "vocabularies").iterdir():
        name = path.name.removesuffix(".csv")
        found[name] = Vocabulary(name, read_terms(path.read_text(encoding="utf-8").splitlines()))
    return found


def declared(reading: str = "own") -> Connection:
    """A database in memory with its tables, vocabularies, study and waves, and no data."""
    con = duckdb.connect(config={"threads": 1})
    create_tables(con)
    write_vocabularies(con, vocabularies())
    labels = {"study": "tiny", "title_zh": "小样", "title_en": "Tiny", "version": "0", "synthetic": False}
    fill(con, "study", [{**labels, "country": "CN", "wave": "2019", "reading": reading}])
    fill(con, "wave", [{"wave": f"20{n}", "date": f"20{n}-12-31", "ordinal": n - 17} for n in (18, 19)])
    return con


def viewed(con: Connection) -> Connection:
    """The same database with the views that the measures read, held as a build holds them."""
    create_views(con)
    hold_views(con)
    return con


def tiny(reading: str = "own") -> Connection:
    """The tables of the hand-made study, in one reading of counts."""
    con = declared(reading)
    for part in (_fill_sources, _fill_subjects, _fill_ties, _fill_results, _fill_figures):
        part(con)
    return con


def turned() -> Connection:
    """The tables of the hand-made study, their rows in another order."""
    con = tiny()
    for table in ("attribute", "sample", "relation", "financing_round", "group_member", "screening", "subject"):
        con.execute(f"CREATE TEMP TABLE held AS SELECT * FROM {table}")
        con.execute(f"DELETE FROM {table}")
        con.execute(f"INSERT INTO {table} SELECT * FROM held ORDER BY hash(held::VARCHAR)")
        con.execute("DROP TABLE held")
    return con


def bare() -> Connection:
    """The hand-made study of which nothing is known but the names of its subjects."""
    con = tiny()
    results = ("index_value", "index_score", *FURTHER, "comparison", "figure", *NETWORK_RESULTS)
    for table in ("attribute", "relation", "financing_round", "screening", *results):
        con.execute(f"DELETE FROM {table}")
    con.execute("UPDATE subject SET region = NULL, city = NULL, country = NULL")
    return con


def no_tables_filled() -> Connection:
    """A file of empty tables."""
    con = duckdb.connect(config={"threads": 1})
    create_tables(con)
    return con
