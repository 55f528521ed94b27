"""How a comparison of two builds or waves is told: counts first, then the largest changes of each part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich import box
from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from valuenet.cli.drawn import drawn
from valuenet.language import Language, no_data, number, phrase
from valuenet.measures.catalogue import catalogue
from valuenet.report.chapters import column_label
from valuenet.report.labels import Labels

_LISTS = ("into_sample", "out_of_sample", "only_b", "only_a", "joined", "parted", "other_id")


def diff_words(found: Mapping[str, Any], labels: Labels, language: Language, top: int) -> str:
    """Return a comparison for a reader's terminal."""
    return drawn(_parts(found, labels, language, top)).strip("\n")


def _parts(found: Mapping[str, Any], labels: Labels, language: Language, top: int) -> Iterator[RenderableType]:
    for letter in ("a", "b"):
        side = found[letter]
        words = (
            f"{letter.upper()}  {side['database']} · {side[f'title_{language}']} · {side['wave']} · {side['version']}"
        )
        yield escape(words)
    for note in found["notes"]:
        yield (
            "[yellow]" + escape(phrase("diff-note-" + note["note"].replace("_", "-"), language, **_note(note))) + "[/]"
        )
    yield ""
    yield from _sources(found["sources"], language, top)
    yield from _subjects(found["subjects"], labels, language)
    yield from _relations(found, labels, language)
    yield from _nodes(found["nodes"], language)
    yield from _index(found["index"], labels, language)
    yield from _results(found["results"], labels, language)


def _note(note: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(note.get(name, "")) for name in ("a", "b")}


def _table(title: str, *heads: str) -> Table:
    table = Table(title=escape(title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for at, head in enumerate(heads):
        table.add_column(head, overflow="fold", justify="right" if at else "left")
    return table


def _figure(value: float | None, language: Language, unit: str = "count") -> str:
    return no_data(language) if value is None else number(value, unit, language)


def _signed(value: float | None, language: Language) -> str:
    return no_data(language) if value is None else ("+" if value > 0 else "") + number(value, "count", language)


def _sources(sources: Sequence[Mapping[str, Any]], language: Language, top: int) -> Iterator[RenderableType]:
    if not sources:
        return
    words = [phrase(f"diff-{word}", language) for word in ("source", "kept-a", "kept-b", "same-file")]
    table = _table(phrase("diff-sources", language, count=len(sources)), *words)
    for row in sources[: top or None]:
        kept = (_figure(row[f"rows_kept_{letter}"], language) for letter in ("a", "b"))
        table.add_row(
            escape(row["source_id"]), *kept, phrase("subject-yes" if row["same_file"] else "subject-no", language)
        )
    yield table


def _subjects(found: Mapping[str, Any], labels: Labels, language: Language) -> Iterator[RenderableType]:
    heads = [phrase(f"diff-{word}", language) for word in ("kind", "a", "b", "same", "sample-a", "sample-b")]
    table = _table(phrase("diff-subjects", language), *heads)
    for row in found["by_kind"]:
        figures = (_figure(row[name], language) for name in ("a", "b", "same", "sample_a", "sample_b"))
        table.add_row(labels.term("kind", row["kind"], language), *figures)
    yield table
    if found["causes"]:
        heads = [phrase(f"diff-{word}", language) for word in ("kind", "cause", "subjects-count")]
        table = _table(phrase("diff-causes", language), *heads)
        table.columns[1].justify = "left"
        for row in found["causes"]:
            direction, cause = (
                labels.term("wave_direction", row["change"], language),
                labels.term("wave_cause", row["cause"], language),
            )
            table.add_row(
                labels.term("kind", row["kind"], language), f"{direction} · {cause}", _figure(row["subjects"], language)
            )
        yield table
    for name in _LISTS:
        part = found[name]
        if part["count"]:
            names = phrase("fact-and", language).join(_subject_words(row, name, language) for row in part["first"])
            head = phrase(f"diff-listed-{name.replace('_', '-')}", language, count=part["count"])
            more = " …" if len(part["first"]) < part["count"] else ""
            yield f"[bold]{escape(head)}[/]  {escape(names)}{more}\n"


def _subject_words(row: Mapping[str, Any], name: str, language: Language) -> str:
    if name in ("joined", "parted", "other_id"):
        return f"{row['name_a']} → {row['name_b']}"
    return _name(row, language)


def _name(row: Mapping[str, Any], language: Language) -> str:
    own, other = (row["name_zh"], row["name_en"]) if language == "zh" else (row["name_en"], row["name_zh"])
    return str(own or other or row["subject_id"])


def _relations(found: Mapping[str, Any], labels: Labels, language: Language) -> Iterator[RenderableType]:
    heads = [phrase(f"diff-{word}", language) for word in ("kind", "a", "b", "same", "only-a", "only-b")]
    table = _table(phrase("diff-relations", language), *heads)
    for row in found["relations"]:
        figures = (_figure(row[name], language) for name in ("a", "b", "same", "only_a", "only_b"))
        table.add_row(labels.term("relation_kind", row["kind"], language), *figures)
    yield table


def _nodes(found: Mapping[str, Any], language: Language) -> Iterator[RenderableType]:
    heads = [phrase(f"diff-{word}", language) for word in ("node", "a", "b", "change", "rank-a", "rank-b")]
    for name, rows in (("largest", found["largest"]), ("first", found["first"])):
        if not rows:
            continue
        table = _table(phrase(f"diff-nodes-{name}", language, count=found["changed"]), *heads)
        for row in rows:
            figures = (_figure(row[column], language) for column in ("degree_a", "degree_b"))
            ranks = (_figure(row[column], language, "rank") for column in ("rank_a", "rank_b"))
            table.add_row(escape(_name(row, language)), *figures, _signed(row["change"], language), *ranks)
        yield table


def _index(found: Mapping[str, Any], labels: Labels, language: Language) -> Iterator[RenderableType]:
    if not found["regions"]:
        yield phrase("diff-no-index", language) + "\n"
        return
    heads = [phrase(f"diff-{word}", language) for word in ("region", "rank-a", "rank-b", "moved", "score-a", "score-b")]
    table = _table(phrase("diff-index", language, regions=found["regions"], moved=found["moved"]), *heads)
    for row in found["largest"]:
        ranks = (_figure(row[name], language, "rank") for name in ("rank_a", "rank_b"))
        scores = (_figure(row[name], language, "number") for name in ("score_a", "score_b"))
        table.add_row(labels.term("region", row["region"], language), *ranks, _signed(row["moved"], language), *scores)
    yield table


def _results(found: Mapping[str, Any], labels: Labels, language: Language) -> Iterator[RenderableType]:
    counts = {name: found[name] for name in ("tables_equal", "tables_changed", "figures_changed")}
    yield f"[bold]{escape(phrase('diff-results', language, **counts))}[/]\n"
    if found["largest"]:
        heads = [phrase(f"diff-{word}", language) for word in ("figure", "a", "b")]
        table = _table(phrase("diff-figures", language), *heads)
        for row in found["largest"]:
            measure = catalogue()[row["table"]]
            unit = measure.columns[row["column"]]
            key = " · ".join(
                _word(labels, value, measure.columns[name], language) for name, value in row["key"].items()
            )
            words = f"{measure.title(language)}\n  {key} · {column_label(row['column'], language)}"
            table.add_row(escape(words), *(labels.word(row[letter], unit, language) for letter in ("a", "b")))
        yield table
    for why, names in found["not_compared"].items():
        yield phrase(f"diff-skipped-{why.replace('_', '-')}", language, count=len(names))


def _word(labels: Labels, value: Any, unit: str, language: Language) -> str:
    """Return the words for a key; a code that only the other side knows stays a code."""
    try:
        return labels.word(value, unit, language)
    except LookupError:
        return str(value)
