"""The data dictionary: one Markdown page of tables, fields and vocabularies, generated from the model."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from importlib.resources import files

from valuenet.model.fields import Field, fields_of
from valuenet.model.tables import Column, tables
from valuenet.model.vocabulary import Vocabulary, vocabulary, vocabulary_names

_SUMMARISED = ("city", "country")

_NOTES = {
    "application_field": "The published report says that there are 18 fields, lists nine of them and names others in "
    "its text; `source` tells which is which, and which ones valuenet adds to make up the 18.",
    "city": "Prefecture-level units, municipalities and special administrative regions, the counties and cities that "
    "a province administers directly, and county-level cities and counties that lists of firms and parks name as "
    "cities; for the last, `prefecture` is the unit above. Laiwu keeps the code it had before 2019. A name that two "
    "cities share is a spelling of the better known one; where neither is, it needs its province: "
    "`Taizhou, Zhejiang`. The standard has no codes below Taiwan, so there are none here.",
    "country": "ISO 3166-1 alpha-2, with the names of Unicode CLDR.",
    "currency": "`¥`, `$` and 元 without more are read as yuan, US dollar and yuan.",
    "department": "A cell that names two departments is none of these spellings: a study maps it to one.",
    "funding_round": "`raises_capital` is `no` where the money does not go to the enterprise, or does not come from "
    "investors: an acquisition or an equity transfer pays the former owners, a quotation on the NEEQ (新三板) issues "
    "no shares (its private placement, 新三板定增, does), a debt is owed back, a grant buys nothing. `order` sorts. "
    "A source that joins the F round and what comes before listing (`F轮-上市前`) is read as pre-IPO, which is true "
    "of both.",
    "metropolitan_region": "A province belongs as a whole, as in the published report; `broader` of the vocabulary "
    "`region` says to which.",
    "region": "`country` is the country of the unit, `iso_country` its own code where ISO 3166-1 gives it one; "
    "`broader` is the metropolitan region; `tile_row` and `tile_col` place it on the tile map.",
    "sector": "`broader` is the family. Health care, medical treatment and smart medicine are three sectors, and "
    "finance and smart finance two, because the published tables print each under a name of its own.",
}


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _number(value: float) -> str:
    return f"{value:g}".replace("e+0", "e").replace("e+", "e")


def _range(minimum: float | None, maximum: float | None) -> str:
    """Return the bounds as a reader would write them.

    >>> _range(0, 1), _range(1, None), _range(None, None)
    ('0 to 1', '1 or more', '')
    """
    if minimum is not None and maximum is not None:
        return f"{_number(minimum)} to {_number(maximum)}"
    if minimum is not None:
        return f"{_number(minimum)} or more"
    return "" if maximum is None else f"{_number(maximum)} or less"


def _column(column: Column) -> list[str]:
    refers = ".".join(column.references) if column.references else ""
    return [
        f"`{column.column}`",
        column.type,
        "key" if column.key else "",
        "yes" if column.nullable else "",
        f"`{refers}`" if refers else _vocabulary_link(column.vocabulary),
        _range(column.minimum, column.maximum),
        column.label_zh,
        column.label_en,
    ]


def _vocabulary_link(name: str | None) -> str:
    return f"[{name}](#vocabulary-{name.replace('_', '-')})" if name else ""


def _tables() -> str:
    header = ["column", "type", "key", "may be empty", "refers to", "range", "中文", "English"]
    parts = [f"### `{t.table}`\n\n{_table(header, map(_column, t.columns))}" for t in tables().values()]
    return "\n\n".join(parts)


def _field(field: Field) -> list[str]:
    return [
        f"`{field.field}`",
        field.type,
        _vocabulary_link(field.vocabulary),
        "yes" if field.multiple else "",
        "yes" if field.identity else "",
        _range(field.minimum, field.maximum),
        field.unit or "",
        field.label_zh,
        field.label_en,
    ]


def _fields() -> str:
    header = ["field", "type", "vocabulary", "several", "identifies", "range", "unit", "中文", "English"]
    parts = []
    for kind in vocabulary("kind").terms:
        rows = [_field(field) for field in fields_of(kind.code)]
        body = _table(header, rows) if rows else "No fields of its own."
        parts.append(f"### {kind.label_en} · {kind.label_zh} (`{kind.code}`)\n\n{body}")
    return "\n\n".join(parts)


def _terms(words: Vocabulary) -> str:
    extra = list(dict.fromkeys(key for term in words.terms for key in term.extra))
    rows = [
        [f"`{term.code}`", term.label_zh, term.label_en, *(term.extra.get(key, "") for key in extra), term.source]
        for term in words.terms
    ]
    return _table(["code", "中文", "English", *(f"`{key}`" for key in extra), "source"], rows)


def _vocabulary(name: str) -> str:
    words = vocabulary(name)
    count = f"{len(words.terms)} codes, {len(list(words.spellings()))} spellings."
    note = f" {_NOTES[name]}" if name in _NOTES else ""
    body = "" if name in _SUMMARISED else f"\n\n{_terms(words)}"
    return f'<a id="vocabulary-{name.replace("_", "-")}"></a>\n\n### `{name}`\n\n{count}{note}{body}'


def _rates() -> str:
    text = (files("valuenet.model") / "rates.csv").read_text(encoding="utf-8")
    spans: dict[str, list[int]] = {}
    for row in csv.DictReader(text.splitlines()):
        spans.setdefault(row["currency"], []).append(int(row["year"]))
    names = vocabulary("currency")
    rows = [
        [f"`{code}`", names[code].label_zh, names[code].label_en, f"{min(years)} to {max(years)}"]
        for code, years in spans.items()
    ]
    return _table(["currency", "中文", "English", "years"], rows)


def data_dictionary() -> str:
    """Return the data dictionary as one Markdown page, in both languages where the model has labels.

    The page holds the tables of the database file, the fields of each kind of subject, every vocabulary
    (cities and countries by their number alone) and the span of the exchange rates. It depends on the
    packaged model alone: the same version gives the same text.

    >>> data_dictionary().splitlines()[0]
    '# Data dictionary · 数据字典'
    """
    words = "\n\n".join(_vocabulary(name) for name in vocabulary_names())
    return f"""# Data dictionary · 数据字典

Generated from the model by `python -m valuenet.model.dictionary`; do not edit by hand.
本页由模型生成，请勿手工修改。

## Tables · 数据表

The tables of a database file. Ids are text, an empty cell means no data, and a column that refers to a vocabulary
holds its codes.

{_tables()}

## Fields · 字段

What can be known of a subject, by kind. Values stand in the table `attribute` and, converted to their type, in one
view for each kind.

{_fields()}

## Vocabularies · 词表

{words}

## Exchange rates · 汇率

Yuan for one unit of the currency, as the average of the year, to four digits: the Federal Reserve's release G.5A,
through the US dollar for the other currencies. An amount in a currency or of a year that is not here is rejected as
`no_rate`, never guessed.

{_rates()}
"""


if __name__ == "__main__":
    sys.stdout.write(data_dictionary())
