"""How a shock is told to a reader: what went, what that cost, who is hit, and how other removals compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from valuenet.cli.drawn import drawn, table_of
from valuenet.cli.shock_told import Told
from valuenet.network.shock.shock import Step

SHOWN = 10
"""Rows of a long table; --json and --out hold all."""
_SIDES = {"layer": "layer", "region": "region", "application_field": "application field", "sample": "sample"}
_PER_SIDE = 5
_MEASURED = {
    "receivers_losing_a_sector": "lose a sector",
    "failed": "fail in turn",
    "largest_component": "largest part",
}
_STRATEGY = {"receivers": "most receivers first", "degree": "most neighbours first"}
_HARM = {
    "receivers": "receivers that lose a supplier",
    "needs": "receivers and sectors that lose a supplier",
    "relations": "relations lost",
    "cut_off": "receivers and sectors that lose every supplier",
}


def shock_words(found: Told) -> str:
    """The whole result in tables for a terminal."""
    parts: list[RenderableType] = []
    for place, step in enumerate(found.steps):
        parts += _step(found, step, place)
    parts += [_curves(found), _critical(found)]
    long = any(table.height > SHOWN for tables in found.tables for table in tables.values())
    if found.synthetic:
        parts.append("Synthetic data: of this study, nobody's records are real")
    if long:
        parts.append("Every row of every table: --json, or --out DIR for CSV files")
    return drawn(parts)


def _step(found: Told, step: Step, place: int) -> list[RenderableType]:
    counts, tables = found.summaries[place], found.tables[place]
    which = f"Step {place + 1}: " if len(found.steps) > 1 else ""
    title = f"{which}{_removed(found, step)} cut off{_filter(found, step)}"
    parts: list[RenderableType] = [_counts(title, found, counts), *_notes(found, step, counts)]
    if counts["ties_lost"]:
        parts += [_sectors(found, tables["by_sector"]), _sides(found, tables["by_side"])]
    cut_off = tables["cut_off"].filter(pl.col("sector").is_not_null())
    if cut_off.height:
        parts.append(_cut_off(found, cut_off))
    return parts


def _removed(found: Told, step: Step) -> str:
    return ", ".join(" and ".join(_word(found, part) for part in word.split(" & ")) for word in step.removed.words)


def _word(found: Told, word: str) -> str:
    column, _, value = word.partition(":")
    if column == "id":
        return found.names.get(value, value)
    if column == "top":
        number, _, measure = value.partition(":")
        return f"the {number} suppliers of most {measure.replace('_', ' ').replace('degree', 'neighbours', 1)}"
    if column == "overseas":
        return "everybody located abroad" if not value else "everybody owned from abroad"
    label = found.label(column, value)
    return f"{column.replace('_', ' ')} {label}"


def _filter(found: Told, step: Step) -> str:
    if not step.chosen:
        return " (all relations)"
    said = []
    for column, values in step.chosen.items():
        name = f"relation_{column}" if column in ("kind", "family") else column
        said.append(f"{column}: {', '.join(found.label(name, value) for value in values)}")
    return f" ({'; '.join(said)})"


def _counts(title: str, found: Told, counts: Mapping[str, int]) -> Table:
    table = table_of(title, "", "before", "lost", "share")
    rounds = "round" if counts["rounds"] == 1 else "rounds"
    unmet = counts["ties_wanted"] - counts["ties_substituted"]
    rows = (
        ("relations", counts["relations"], counts["relations_lost"]),
        ("ties", counts["ties"], counts["ties_lost"]),
        ("suppliers", counts["suppliers"], counts["suppliers_lost"]),
        ("receivers left that lose a supplier", counts["receivers"], counts["receivers_hit"]),
        ("  that lose every supplier of a sector", counts["receivers"], counts["receivers_losing_a_sector"]),
        ("  after substitution", counts["receivers"], counts["receivers_losing_a_sector_after_substitution"]),
        ("ties lost that find no substitute", counts["ties_wanted"], unmet),
    )
    for words, before, lost in rows:
        table.add_row(words, f"{before:,}", f"{lost:,}", f"{lost / before:.1%}" if before else "")
    words = f"fail in turn, in {counts['rounds']} {rounds}" if counts["failed"] else "fail in turn"
    table.add_row(words, "", f"{counts['failed']:,}", "")
    if found.steps[0].network.nodes.columns.count("sample"):
        table.add_row("  of these sample enterprises", "", f"{counts['failed_sample']:,}", "")
    return table


def _notes(found: Told, step: Step, counts: Mapping[str, int]) -> list[str]:
    """What stands beside the counts: what is not known, what was counted apart, what the words left open."""
    notes = list(step.removed.notes)
    if not counts["suppliers_lost"]:
        notes.append("none of those cut off supplies anything here, or an earlier step took them")
    if counts["undecided_suppliers"]:
        notes.append(
            f"no data: of {counts['undecided_suppliers']:,} suppliers ({counts['undecided_relations']:,} relations) "
            "too little is known to tell whether they are meant; they stay"
        )
    if counts["ties_unknown"] or counts["unknown_needs_lost"]:
        notes.append(
            f"no data: {counts['ties_unknown']:,} of the ties lost are of unknown sector, and find no substitute; "
            f"receivers that lose all of these: {counts['unknown_needs_lost']:,} (counted apart)"
        )
    if counts["failed_otherwise"] != counts["failed"]:
        verb = "do not count" if found.call.unknown_counts else "count as one sector more"
        notes.append(f"no data: if inputs of unknown sector {verb}, {counts['failed_otherwise']:,} fail in turn")
    if counts["relations_to_removed"]:
        notes.append(
            f"apart: {counts['relations_to_removed']:,} relations supply those who are cut off (not counted as lost)"
        )
    return [escape(note) for note in notes]


def _sectors(found: Told, table: pl.DataFrame) -> Table:
    shown = table_of(
        _top("Sectors whose supply is lost", table.filter(pl.col("ties_lost") > 0)),
        "sector",
        "suppliers lost",
        "ties lost",
        "substituted",
        "receivers left without",
    )
    for row in table.filter(pl.col("ties_lost") > 0).head(SHOWN).iter_rows(named=True):
        shown.add_row(
            escape(found.label("sector", row["sector"])),
            f"{row['suppliers_lost']:,} of {row['suppliers']:,}",
            f"{row['ties_lost']:,} of {row['ties']:,}",
            f"{row['ties_substituted']:,}",
            f"{row['needs_lost_after_substitution']:,} of {row['needs']:,}",
        )
    return shown


def _sides(found: Told, table: pl.DataFrame) -> Table:
    shown = table_of(
        "Receivers hit", "by layer, region and field", "receivers", "hit", "share", "lose a sector", "fail"
    )
    for side, words in _SIDES.items():
        rows = table.filter(pl.col("side") == side)
        if not rows.height:
            continue
        shown.add_row(
            f"[bold]{words}[/]" + (f" (first {_PER_SIDE} of {rows.height})" if rows.height > _PER_SIDE else "")
        )
        for row in rows.head(_PER_SIDE).iter_rows(named=True):
            shown.add_row(
                "  " + escape(_value(found, side, row["value"])),
                f"{row['receivers']:,}",
                f"{row['receivers_hit']:,}",
                "" if row["share_hit"] is None else f"{row['share_hit']:.1%}",
                f"{row['losing_after_substitution']:,}",
                f"{row['failed']:,}",
            )
    return shown


def _value(found: Told, side: str, value: str | None) -> str:
    if side == "sample":
        return "sample enterprises" if value == "true" else "others, not all of whose suppliers were seen"
    return found.label(side, value)


def _cut_off(found: Told, table: pl.DataFrame) -> Table:
    title = _top("Who loses every supplier of a sector", table)
    shown = table_of(title, "receiver, and the suppliers lost", "sector", "substitutes")
    for row in table.sort(pl.col("substitutes").list.len(), maintain_order=True).head(SHOWN).iter_rows(named=True):
        words = escape(found.names[row["receiver"]]) + f"\n[dim]{escape(_names(found, row['lost']))}[/]"
        shown.add_row(
            words, escape(found.label("sector", row["sector"])), escape(_names(found, row["substitutes"]) or "none")
        )
    return shown


def _names(found: Told, ids: Iterable[str]) -> str:
    return ", ".join(found.names[each] for each in ids)


def _top(title: str, table: pl.DataFrame) -> str:
    return f"{title} (first {SHOWN} of {table.height:,})" if table.height > SHOWN else title


def _curves(found: Told) -> Table:
    """The shares at the point where as many suppliers have gone as the shock takes."""
    table = found.whole["curves"]
    number = table.filter(pl.col("strategy") == "shock")["removed"][0]
    what = "supplier" if number == 1 else f"{number:,} suppliers"
    shown = table_of(f"The loss of {what} compared, without substitutes", "who goes", *_MEASURED.values())
    rows = {"shock": "this shock", "random": "at random", **_STRATEGY}
    for strategy, words in rows.items():
        at = [
            _at(table.filter((pl.col("strategy") == strategy) & (pl.col("measured") == name)), number)
            for name in _MEASURED
        ]
        shown.add_row(words, *(f"{value:.1%}" for value, _, _ in at))
        if strategy == "random":
            shown.add_row("  95 % of the draws", *(f"{low:.1%} to {high:.1%}" for _, low, high in at))
    shown.caption = "shares of all receivers; largest part: share of subjects still connected with one another"
    shown.caption_justify = "left"
    return shown


def _at(curve: pl.DataFrame, number: int) -> tuple[float, float, float]:
    row = curve.filter(pl.col("removed") <= number).sort("removed").tail(1)
    return (row["value"][0], row["low"][0], row["high"][0])


def _critical(found: Told) -> RenderableType:
    worst, table = found.critical, found.whole["critical"]
    if not table.height:
        return "No supplier's loss would do harm of this kind"
    names = found.steps[0].network.nodes.join(table.select(id="subject", rank="rank"), on="id").sort("rank")
    title = f"The {table.height} suppliers whose loss would hurt most, in {_HARM[worst.objective]}"
    shown = table_of(title, "supplier", "alone", "together", "at most")
    for row, who in zip(table.iter_rows(named=True), names.iter_rows(named=True), strict=True):
        told = [found.label(column, who[column]) for column in ("country", "sector") if who.get(column)]
        words = f"{row['rank']}. {escape(found.names[row['subject']])}" + (
            f"\n[dim]{escape(', '.join(told))}[/]" if told else ""
        )
        shown.add_row(words, f"{row['alone']:,}", f"{row['loss']:,}", f"{row['bound']:,}")
    shown.caption = f"together: all down to here, of {worst.total:,}; at most: any choice of as many. {worst.guarantee}"
    shown.caption_justify = "left"
    return shown
