"""Which subjects a shock removes: the words of a call, read against a network."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from valuenet.errors import UsageError, nearest
from valuenet.network.graph import IntArray
from valuenet.network.network import Network
from valuenet.network.shock.spelling import Spellings, folded, known_code, some
from valuenet.network.shock.supply import Mask, Supply

MEASURES = ("receivers", "degree", "weighted_degree")
"""What `top:N` can go by: receivers supplied; neighbours either way; relations either way."""
_COMPARED = 3000
"""How many names at most are compared with one that is not known: a hint is not worth seconds."""
_NAMES = ("id", "label", "label_zh", "label_en", "name")


@dataclass(frozen=True, eq=False)
class Removed:
    """What a step removes: `removed` `(n,)`, and `undecided` `(n,)`, of which too little is known to tell.

    `words` says it in codes; `notes` holds what a reader should know, as a TOP-N list that cuts through a tie.
    """

    removed: Mask
    undecided: Mask
    words: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class _Found:
    true: Mask
    unknown: Mask
    words: str
    notes: tuple[str, ...] = ()


def removed(
    network: Network,
    supply: Supply,
    specs: Iterable[str],
    spellings: Spellings | None = None,
    home: str | None = None,
) -> Removed:
    """Return the subjects that any of `specs` names.

    A spec is one of `COLUMN:VALUE` (`country:US`, `country:美国`, `home_country:`, `region:`, `sector:`, `layer:`,
    `kind:`, ... any column of the nodes, by code or by a name in `spellings`), `overseas` (located in another country
    than `home`), `overseas:home_country` (the owner is from another), `top:N` or `top:N:MEASURE` (of `MEASURES`, over
    the ties of `supply`), or the id or the name of one subject. `A & B` means the subjects that both name;
    with `top` the first N of them. Raises `UsageError` naming the nearest known word.

    >>> from valuenet.network.network import network_of
    >>> from valuenet.network.shock.supply import supply_of
    >>> nodes = pl.DataFrame({"id": ["a", "b", "c"], "country": ["US", None, "CN"]})
    >>> network = network_of(nodes, pl.DataFrame({"source": ["a"], "target": ["c"]}))
    >>> found = removed(network, supply_of(network), ["country:US"])
    >>> found.removed.tolist(), found.undecided.tolist()
    ([True, False, False], [False, True, False])
    """
    found = [_all_of(network, supply, spec, spellings or {}, home) for spec in specs]
    if not found:
        raise UsageError("say what is removed, as country:US, sector:smart_chip, top:10 or the name of a subject")
    true = np.logical_or.reduce([each.true for each in found])
    unknown = np.logical_or.reduce([each.unknown for each in found]) & ~true
    notes = tuple(note for each in found for note in each.notes)
    return Removed(true, unknown, tuple(each.words for each in found), notes)


def top_suppliers(supply: Supply, number: int, measure: str, among: Mask) -> tuple[IntArray, bool]:
    """Return the `number` suppliers of `among` `(n,)` that come first by `measure`, and whether that cuts a tie.

    Same value: lower node number first.
    """
    if measure not in MEASURES:
        raise UsageError(f"'{measure}' is no measure of top{nearest(measure, MEASURES)}; known: {', '.join(MEASURES)}")
    value = supplier_measure(supply, measure)
    candidates = np.flatnonzero(among & (supply.receivers_of > 0))
    order = candidates[np.argsort(-value[candidates], kind="stable")]
    cut = number < len(order) and number > 0 and value[order[number - 1]] == value[order[number]]
    return order[:number], bool(cut)


def supplier_measure(supply: Supply, measure: str) -> IntArray:
    """Return the value of one of `MEASURES` for every node, `(n,)`, over the ties of `supply`."""
    if measure == "receivers":
        return supply.receivers_of
    if measure == "degree":
        pairs = np.stack([supply.supplier, supply.receiver])
        both = np.unique(pairs.min(axis=0) * supply.nodes + pairs.max(axis=0))
        return np.bincount(np.concatenate([both // supply.nodes, both % supply.nodes]), minlength=supply.nodes)
    given = np.bincount(supply.supplier, weights=supply.rows, minlength=supply.nodes)
    taken = np.bincount(supply.receiver, weights=supply.rows, minlength=supply.nodes)
    return (given + taken + 2 * supply.loops).astype(np.int64)


def _all_of(network: Network, supply: Supply, spec: str, spellings: Spellings, home: str | None) -> _Found:
    columns = "|".join(map(re.escape, (*network.nodes.columns, *_NAMES, "top")))
    parts = re.split(rf"\s+&\s+(?=(?:{columns})\s*:|overseas\b)", spec.strip(), flags=re.IGNORECASE)
    tops = [word for word in parts if folded(word).startswith("top:")]
    found = [_one(network, word, spellings, home) for word in parts if word not in tops]
    true = np.logical_and.reduce([np.ones(network.nodes.height, np.bool_), *(each.true for each in found)])
    may = np.logical_and.reduce([np.ones_like(true), *(each.true | each.unknown for each in found)])
    words = [each.words for each in found]
    if not tops:
        return _Found(true, may & ~true, " & ".join(words))
    if len(tops) > 1:
        raise UsageError(f"'{spec}' asks for the first of two lists: give one top:N a spec")
    chosen, said, notes = _top(supply, tops[0], true)
    return _Found(chosen, np.zeros_like(true), " & ".join([*words, said]), notes)


def _top(supply: Supply, word: str, among: Mask) -> tuple[Mask, str, tuple[str, ...]]:
    _, count, *rest = (piece.strip() for piece in word.split(":"))
    if not count.isdecimal() or int(count) < 1 or len(rest) > 1:
        raise UsageError(f"'{word}' is no list: give top:N or top:N:MEASURE, as top:10 or top:10:degree")
    measure = folded(rest[0]) if rest else MEASURES[0]
    chosen, cut = top_suppliers(supply, int(count), measure, among)
    mask = np.zeros(supply.nodes, np.bool_)
    mask[chosen] = True
    said = f"top:{count}:{measure}"
    notes = (f"{said} cuts through a tie: the next supplier has the same {measure.replace('_', ' ')}",) if cut else ()
    if len(chosen) < int(count):
        notes = (f"{said} takes all {len(chosen)} suppliers that there are",)
    return mask, said, notes


def _one(network: Network, word: str, spellings: Spellings, home: str | None) -> _Found:
    column, colon, value = (piece.strip() for piece in word.partition(":"))
    column = folded(column).replace(" ", "_").replace("-", "_")
    if column == "overseas":
        return _overseas(network, value or "country", home)
    if colon and column in network.nodes.columns and column not in _NAMES:
        return _valued(network.nodes, column, value, spellings.get(column, {}))
    if colon and column in _NAMES:
        return _subject(network, value)
    return _subject(network, word)


def _overseas(network: Network, column: str, home: str | None) -> _Found:
    column = folded(column).replace(" ", "_")
    if column not in ("country", "home_country"):
        raise UsageError(f"'overseas:{column}' is not known: overseas goes by country (default) or home_country")
    if home is None or column not in network.nodes.columns:
        raise UsageError(
            f"this network does not know what is overseas: it lacks {'its country' if not home else column}"
        )
    told = network.nodes[column]
    true = (told != home).fill_null(value=False).to_numpy()
    return _Found(true, told.is_null().to_numpy(), "overseas" if column == "country" else f"overseas:{column}")


def _valued(nodes: pl.DataFrame, column: str, value: str, spelled: Mapping[str, str]) -> _Found:
    told = nodes[column].cast(pl.String)
    code = known_code(value, told, spelled, f"no subject of this network has the {column} '{value}'")
    return _Found((told == code).fill_null(value=False).to_numpy(), told.is_null().to_numpy(), f"{column}:{code}")


def _subject(network: Network, word: str) -> _Found:
    nodes, wanted = network.nodes, folded(word)
    columns = [column for column in _NAMES if column in nodes.columns]
    hit = np.zeros(nodes.height, np.bool_)
    for column in columns:
        exact = (nodes[column] == word).fill_null(value=False).to_numpy()
        near = nodes[column].str.strip_chars().str.to_lowercase() == wanted
        hit = exact if exact.any() else near.fill_null(value=False).to_numpy()
        if hit.any():
            break
    if not hit.any():
        raise UsageError(f"'{word}' is neither a known word nor a subject{_hint(nodes, columns, word)}")
    if hit.sum() > 1:
        ids = nodes["id"].filter(pl.Series(hit)).to_list()
        raise UsageError(f"{len(ids)} subjects are named '{word}': give the id of one of {some(ids)}")
    return _Found(hit, np.zeros_like(hit), f"id:{nodes['id'][int(np.flatnonzero(hit)[0])]}")


def _hint(nodes: pl.DataFrame, columns: Sequence[str], word: str) -> str:
    column, colon, _ = word.partition(":")
    words = [name for name in nodes.columns if name not in (*_NAMES, "x", "y", "sample", "community")]
    if colon:
        return f"{nearest(column, [*words, 'top', 'overseas'])}; known: {', '.join([*words, 'overseas', 'top'])}"
    first = folded(word)[:1]
    told = [nodes[each].drop_nulls().str.strip_chars() for each in columns]
    names = [name for each in told for name in each.filter(each.str.to_lowercase().str.starts_with(first)).to_list()]
    return (
        nearest(word, names[:_COMPARED])
        or f"; by what they are: {', '.join(f'{each}:...' for each in words)}, overseas, top:N"
    )
