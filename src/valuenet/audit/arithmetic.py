"""The arithmetic audit: what figures must hold among themselves, what does not, and the smallest correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from valuenet.audit.agreements import agreements, stocks
from valuenet.audit.correct import Advice, Correction, Search
from valuenet.audit.formulas import formulas
from valuenet.audit.identity import Identity, cell
from valuenet.audit.lists import Names, lists
from valuenet.audit.rules import Rules, packaged_rules
from valuenet.audit.shares import shares
from valuenet.audit.sheet import lay_out
from valuenet.audit.sums import sums
from valuenet.model.figure import Figure


@dataclass(frozen=True)
class Finding:
    """A broken identity: the rule, its figures (the subject first), what was expected and what was published.

    `residual` is published less expected, in the subject's unit; None where the identity has no single number.
    `correction` is the smallest that mends it and breaks nothing, where one stands out; else `alternatives` do alike.
    """

    rule: str
    says: str
    chapter: str
    subject: str
    figures: tuple[str, ...]
    expected: str
    published: str
    residual: float | None
    correction: Correction | None
    alternatives: tuple[Correction, ...]


@dataclass(frozen=True)
class Audit:
    """What the arithmetic audit found, and how many figures and identities it looked at."""

    findings: tuple[Finding, ...]
    figures: int
    identities: int

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """Each correction once, in the order of the findings."""
        found = (finding.correction for finding in self.findings)
        return tuple({each.changes: each for each in found if each}.values())


def identities_of(figures: Iterable[Figure], rules: Rules, names: Names) -> list[Identity]:
    """List all identities that the rules find among figures, each set of figures once for each rule."""
    sheet = lay_out(figures, rules)
    found: dict[tuple[str, frozenset[str], str], Identity] = {}
    for source in (sums(sheet), shares(sheet), lists(sheet, names), agreements(sheet), stocks(sheet), formulas(sheet)):
        for identity in source:
            found.setdefault((identity.rule, frozenset(identity.figures), identity.subject), identity)
    return list(found.values())


def audit_figures(figures: Mapping[str, Figure], rules: Rules | None = None, names: Names | None = None) -> Audit:
    """Hold figures against the rules, and look for the smallest corrections; the search is bounded.

    `names` maps folded names to one name of the same organisation, for lists that call it differently.

    >>> def count(id, value):
    ...     return Figure(id, "", "", "", "", value, f"{value:.0f}", 0, "count")
    >>> found = audit_figures({f.id: f for f in (count("a.total", 10), count("a.x", 4), count("a.y", 5))})
    >>> [(finding.rule, finding.expected, finding.published, finding.residual) for finding in found.findings]
    [('sum', '9', '10', 1.0)]
    """
    identities = identities_of(figures.values(), rules or packaged_rules(), names or {})
    cells = {name: cell(figure) for name, figure in figures.items()}
    decimals = {name: figure.decimals for name, figure in figures.items()}
    units = {name: figure.unit for name, figure in figures.items()}
    search = Search(identities, cells, decimals, units)
    broken = sorted(search.failing)
    advice = search.advise()
    none = Advice(None, ())
    findings = [_finding(identities[place], figures, advice.get(place, none)) for place in broken]
    return Audit(tuple(findings), len(figures), len(identities))


def _finding(identity: Identity, figures: Mapping[str, Figure], advice: Advice) -> Finding:
    outcome = identity.test({name: cell(figures[name]) for name in identity.figures})
    subject = figures[outcome.at or identity.subject]
    return Finding(
        identity.rule,
        identity.says,
        subject.chapter,
        subject.id,
        tuple(dict.fromkeys((subject.id, *identity.figures))),
        outcome.expected,
        subject.printed,
        None if outcome.residual is None else round(outcome.residual, 10),
        advice.correction,
        advice.alternatives,
    )
