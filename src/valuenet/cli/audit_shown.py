"""How the arithmetic audit is told: findings by chapter, the smallest corrections, a summary; or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from valuenet.audit.arithmetic import Audit, Finding
from valuenet.audit.compare import in_order
from valuenet.audit.correct import Correction
from valuenet.cli.drawn import chapter_title, drawn, table_of
from valuenet.model.figure import Figure

KINDS = {"transposed": "digits exchanged", "swapped": "figures exchanged", "changed": ""}


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
    for chapter in in_order(dict.fromkeys(finding.chapter for finding in merged)):
        table = table_of(chapter_title(chapter), "figure, and what it should hold", "published", "expected")
        for finding in (each for each in merged if each.chapter == chapter):
            words = f"[bold]{escape(finding.subject)}[/]{_place(figures[finding.subject])}\n{escape(finding.says)}"
            table.add_row(words + _advice(finding), escape(finding.published), escape(finding.expected))
        parts.append(table)
    if audit.corrections:
        parts.append(_corrections(audit))
    broken = len(audit.findings)
    parts.append(f"{counted}: {broken} {'does' if broken == 1 else 'do'} not hold")
    return drawn(parts)


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
    table = table_of("Smallest corrections", "figure", "published", "correct", "mends")
    for correction in audit.corrections:
        for place, (name, old, new) in enumerate(correction.changes):
            kind = KINDS[correction.kind]
            last = place == len(correction.changes) - 1
            words = escape(name) + (f"\n[dim]{kind}[/]" if kind and last else "")
            table.add_row(words, old, f"[green]{new}[/]", str(len(correction.mends)) if place == 0 else "")
    return table
