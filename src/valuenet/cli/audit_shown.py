"""How the audit is told: by chapter, in tables for a reader, or as JSON."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table

from valuenet.audit.arithmetic import Audit, Finding
from valuenet.audit.correct import Correction
from valuenet.database.read import Database
from valuenet.errors import DatabaseError
from valuenet.measures.catalogue import chapters
from valuenet.model.figure import Figure

KINDS = {"transposed": "digits exchanged", "swapped": "figures exchanged", "changed": ""}
OUTCOMES = {"equal": "exact", "rounding": "rounding", "differs": "differs", "no_data": "no data", "unbound": "no table"}
_COMPARED = """
SELECT f.figure_id, f.chapter, f.printed, f.status, f.reason_en AS reason, f.document, f.line,
       c.outcome, c.computed, c.computed_text, c.measure, c.query, c.unbound_en
FROM figure AS f JOIN comparison AS c ON c.figure_id = f.figure_id
ORDER BY f.ordinal
"""


def findings_json(audit: Audit) -> dict[str, Any]:
    """The findings as plain values."""
    return {
        "figures": audit.figures,
        "identities": audit.identities,
        "findings": [_finding_json(finding) for finding in audit.findings],
        "corrections": [_correction_json(each) for each in audit.corrections],
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "says": finding.says,
        "chapter": finding.chapter,
        "figure": finding.subject,
        "figures": list(finding.figures),
        "published": finding.published,
        "expected": finding.expected,
        "residual": finding.residual,
        "correction": _correction_json(finding.correction) if finding.correction else None,
        "alternatives": [_correction_json(each) for each in finding.alternatives],
    }


def _correction_json(correction: Correction) -> dict[str, Any]:
    changes = [{"figure": name, "published": old, "corrected": new} for name, old, new in correction.changes]
    return {"kind": correction.kind, "changes": changes, "mends": len(correction.mends)}


def findings_words(audit: Audit, figures: Mapping[str, Figure]) -> str:
    """The findings by chapter, the smallest corrections, and a summary."""
    counted = f"{audit.figures:,} figures, {audit.identities:,} identities between them"
    if not audit.findings:
        return f"{counted}: all hold"
    parts: list[RenderableType] = []
    merged = _merged(audit.findings, figures)
    for chapter in _in_order(finding.chapter for finding in merged):
        table = _table(_chapter(chapter), "figure, and what it should hold", "published", "expected")
        for finding in (each for each in merged if each.chapter == chapter):
            words = f"[bold]{escape(finding.subject)}[/]{_place(figures[finding.subject])}\n{escape(finding.says)}"
            table.add_row(words + _advice(finding), escape(finding.published), escape(finding.expected))
        parts.append(table)
    if audit.corrections:
        parts.append(_corrections(audit))
    broken = len(audit.findings)
    parts.append(f"{counted}: {broken} {'does' if broken == 1 else 'do'} not hold")
    return _drawn(parts)


def _in_order(names: Iterable[str]) -> list[str]:
    """Chapters in the order of the report, others behind them."""
    known = list(chapters())
    return sorted(dict.fromkeys(names), key=lambda name: known.index(name) if name in known else len(known))


def _place(figure: Figure) -> str:
    """The labels and the line of a figure, as its reader finds it."""
    labels = " · ".join(filter(None, (figure.table, figure.row, figure.column)))
    words = f"{labels} ({figure.place})" if labels and figure.place else labels or figure.place
    return f"\n[dim]{escape(words)}[/]" if words else ""


def _merged(findings: Iterable[Finding], figures: Mapping[str, Figure]) -> list[Finding]:
    """Findings that differ in nothing but the language of their figures are told once."""
    told: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        base = tuple(sorted({figures[name].base_id for name in finding.figures}))
        told.setdefault((finding.rule, base, finding.published, finding.expected), finding)
    return list(told.values())


def _advice(finding: Finding) -> str:
    if finding.correction:
        return "\n[green]mend: " + escape(_changes(finding.correction)) + "[/]"
    if finding.alternatives:
        return "\n[dim]one of: " + escape("; ".join(_changes(each) for each in finding.alternatives[:3])) + "[/]"
    return ""


def _changes(correction: Correction) -> str:
    """The changes of a correction, those of the same numerals once, for one language."""
    shown: dict[tuple[str, str], str] = {}
    for name, old, new in correction.changes:
        shown.setdefault((old, new), name)
    return ", ".join(f"{old} → {new} in {name}" for (old, new), name in shown.items())


def _corrections(audit: Audit) -> Table:
    table = _table("Smallest corrections", "figure", "published", "correct", "mends")
    for correction in audit.corrections:
        for place, (name, old, new) in enumerate(correction.changes):
            kind = KINDS[correction.kind]
            last = place == len(correction.changes) - 1
            words = escape(name) + (f"\n[dim]{kind}[/]" if kind and last else "")
            table.add_row(words, old, f"[green]{new}[/]", str(len(correction.mends)) if place == 0 else "")
    return table


def compared_rows(database: Database) -> list[dict[str, Any]]:
    """The comparison that a database file holds, a row for each figure; `fails` marks those that should be exact.

    Raises `DatabaseError` where the file holds none.
    """
    rows = list(database.query(_COMPARED).iter_rows(named=True))
    if not rows:
        raise DatabaseError(
            f"{database.path} holds no comparison: its study has no figures.csv and bindings.csv in its folder; "
            "for the arithmetic of printed figures alone: valuenet audit --figures FILE"
        )
    for row in rows:
        row["fails"] = row["status"] == "exact" and row["outcome"] not in ("equal", "unbound")
    return rows


def compared_json(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The comparison as plain values, the query of each figure among them."""
    counts = {outcome: _count(rows, outcome) for outcome in OUTCOMES}
    return {**counts, "compared": len(rows) - counts["unbound"], "figures": rows}


def _count(rows: Iterable[Mapping[str, Any]], outcome: str) -> int:
    return sum(row["outcome"] == outcome for row in rows)


def compared_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """A table of outcomes by chapter, for each chapter what is not exact and why, and `N of M exact`."""
    names = _in_order(row["chapter"] for row in rows)
    table = _table("Published figures by chapter", "chapter", *OUTCOMES.values())
    for name in names:
        inside = [row for row in rows if row["chapter"] == name]
        table.add_row(_chapter(name), *(_or_blank(_count(inside, outcome)) for outcome in OUTCOMES))
    parts: list[RenderableType] = [table]
    for name in names:
        residue = [row for row in rows if row["chapter"] == name and row["outcome"] not in ("equal", "unbound")]
        if residue:
            parts.append(_residue(name, residue))
    exact, without = _count(rows, "equal"), _count(rows, "unbound")
    parts.append(f"{exact:,} of {len(rows) - without:,} exact; {without:,} figures that no table counts")
    failing = sum(bool(row["fails"]) for row in rows)
    if failing:
        parts.append(f"{failing:,} figures of status exact differ: marked with !")
    return _drawn(parts)


def _residue(name: str, rows: Sequence[Mapping[str, Any]]) -> Table:
    table = _table(_chapter(name), "figure, and what is known of it", "published", "computed", "status")
    for row in rows:
        mark = "[bold red]! [/]" if row["fails"] else ""
        words = mark + escape(row["figure_id"]) + (f"\n[dim]{escape(row['reason'])}[/]" if row["reason"] else "")
        table.add_row(words, escape(row["printed"]), escape(row["computed_text"] or "no data"), row["status"])
    return table


def _or_blank(count: int) -> str:
    return f"{count:,}" if count else ""


def _chapter(name: str) -> str:
    """A chapter's title, or its own name with a capital where the report has no such chapter."""
    known = chapters().get(name)
    return known.title_en if known else name[:1].upper() + name[1:] or "Figures"


def _table(title: str, first: str, *others: str) -> Table:
    table = Table(title=escape(title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first, overflow="fold", ratio=1)
    for name in others:
        table.add_column(name, justify="right", overflow="fold", max_width=24)
    table.expand = True
    return table


def _drawn(parts: Iterable[RenderableType]) -> str:
    """Draw for the terminal that is there: its width, and its colours if it has any."""
    real = Console()
    console = Console(file=io.StringIO(), width=real.width, force_terminal=real.is_terminal, highlight=False)
    for part in parts:
        console.print(part)
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines())
