"""Fields of records compared by their kind: a name, a text, a number, a date, a code; each pair gets a level."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from valuenet.resolve.names.latin import words

KINDS = ("name", "text", "number", "date", "code")
"""What a field can be; `text` is compared by its words and, apart, by those that hold a digit (model numbers)."""
MISSING = -1
"""The level of a pair of which one side says nothing."""
_CUTS = (0.95, 0.85, 0.7, 0.5, 0.3, 0.1)
_GAPS = (0.001, 0.05, 0.2, 0.5)
_DIGIT = re.compile(r"(?=[a-z]*\d)[a-z\d]{3,}")

Levels = NDArray[np.int64]
"""For each pair the level of agreement, from 0 (most alike) upward; `MISSING` where a side is empty."""


@dataclass(frozen=True)
class Words:
    """The words of both sides as weighted rows of one matrix: rarer words weigh more, each row has length 1."""

    left: csr_array
    right: csr_array


def weighted_words(left: pl.Series, right: pl.Series) -> Words:
    """Return the words of two series of texts, weighted by how rare they are (tf-idf, Salton and Buckley 1988).

    >>> both = weighted_words(pl.Series(["red car", "blue car"]), pl.Series(["red car"]))
    >>> (both.left @ both.right.T).toarray().round(2).tolist()
    [[1.0], [0.27]]
    """
    tokens = pl.concat([left, right]).fill_null("").map_elements(words, return_dtype=pl.String).str.split(" ")
    table = pl.DataFrame({"token": tokens}).with_row_index("row").explode("token").filter(pl.col("token") != "")
    table = table.unique(maintain_order=True).with_columns(column=pl.col("token").rank("dense") - 1)
    rows, columns = table["row"].to_numpy(), table["column"].to_numpy()
    size = int(columns.max()) + 1 if len(columns) else 1
    documents = len(left) + len(right)
    rarity = np.log(1 + documents / np.maximum(np.bincount(columns, minlength=size), 1))
    matrix = csr_array((rarity[columns], (rows, columns)), shape=(documents, size))
    length = np.sqrt(matrix.power(2).sum(axis=1))
    scaled = diags_array(1 / np.where(length > 0, length, 1)) @ matrix
    return Words(csr_array(scaled[: len(left)]), csr_array(scaled[len(left) :]))


def levels_of(kind: str, left: pl.Series, right: pl.Series) -> dict[str, Levels]:
    """Return the levels of pairs of cells of one field, in one or two comparisons, by the field's kind.

    >>> levels_of("number", pl.Series(["10", "x"]), pl.Series(["10.0", "3"]))["value"].tolist()
    [0, -1]
    """
    if kind == "number":
        return {"value": _numbers(left, right)}
    if kind == "date":
        return {"value": _numbers(left.str.extract(r"(\d{4})"), right.str.extract(r"(\d{4})"), steps=True)}
    if kind == "code":
        same = left.str.to_lowercase() == right.str.to_lowercase()
        return {"value": _or_missing((~same.fill_null(False)).cast(pl.Int64).to_numpy(), left, right)}
    alike = {"words": _or_missing(_alike(left, right), left, right)}
    return alike | ({"numbers": _models(left, right)} if kind == "text" else {})


def _or_missing(levels: NDArray[np.int64], left: pl.Series, right: pl.Series) -> Levels:
    empty = ((left.fill_null("") == "") | (right.fill_null("") == "")).to_numpy()
    return np.where(empty, MISSING, levels)


def _alike(left: pl.Series, right: pl.Series) -> Levels:
    """Compare texts by their words in any order and by their characters, whichever is likelier."""
    from rapidfuzz import fuzz, process

    texts = [[words(text or "") for text in side] for side in (left, right)]
    by_words = process.cpdist(*texts, scorer=fuzz.token_sort_ratio, workers=1) / 100
    by_part = process.cpdist(*texts, scorer=fuzz.token_set_ratio, workers=1) / 100
    alike = 0.5 * by_words + 0.5 * by_part
    return np.digitize(-alike, [-cut for cut in _CUTS], right=True).astype(np.int64)


def _numbers(left: pl.Series, right: pl.Series, steps: bool = False) -> Levels:
    values = [side.str.replace_all(r"[^0-9.]", "").cast(pl.Float64, strict=False).to_numpy() for side in (left, right)]
    with np.errstate(invalid="ignore", divide="ignore"):
        gap = np.abs(values[0] - values[1])
        gap = gap if steps else gap / np.maximum(values[0], values[1])
    cuts = (0.5, 1.5, 3.5) if steps else _GAPS
    return np.where(np.isnan(gap), MISSING, np.digitize(np.nan_to_num(gap), cuts)).astype(np.int64)


def _models(left: pl.Series, right: pl.Series) -> Levels:
    """Compare the words that hold a digit: shared, none shared, or none there."""
    levels = []
    for one, other in zip(left.fill_null(""), right.fill_null(""), strict=True):
        ours, theirs = (set(_DIGIT.findall(text.lower().replace("-", ""))) for text in (one, other))
        joined = [text.lower().replace("-", "").replace(" ", "") for text in (one, other)]
        held = any(model in joined[1] for model in ours if len(model) > 4) or any(
            model in joined[0] for model in theirs if len(model) > 4
        )
        levels.append(0 if held or ours & theirs else MISSING if not ours or not theirs else 1)
    return np.array(levels, dtype=np.int64)
