"""A synthetic study of any size, drawn from a seed: enterprises, their ties to partners, and the study file.

The shape is that of the published network: most partners occur in one tie, a few in thousands, every tenth tie ends at
another enterprise of the list. One cell or row in a thousand is broken, so that rejecting is measured too.
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

from valuenet.model.vocabulary import vocabulary

Numbers: TypeAlias = npt.NDArray[np.integer[Any]]

SEED = 2026
PIECE = 250_000
"""Rows that are drawn and written at once, which bounds the memory."""
MOST = 2**24
"""Enterprises and partners together: the names that three of 256 characters make."""
ONCE = 2.3
"""Zipf's exponent of the ties of a partner: at 2.3, 70 % of the partners occur once."""
_HUB = 0.02  # the largest share of all ties that one partner may have
_TO_ENTERPRISES = 0.1
_BROKEN = 0.001
_STUDY = Path(__file__).with_name("study.yaml")
_HANZI = pl.Series(list(Path(__file__).with_name("characters.txt").read_text(encoding="utf-8").strip()))
_SYLLABLES = pl.Series([c + v + f for c in "bdfghjklmnprstvz" for v in "aeio" for f in ("n", "r", "s", "x")])
_KINDS = {"技术输入": 3462, "技术赋能": 12770, "学习经历": 2400, "工作经历": 2857, "融资": 4095, "投资": 6365}


@dataclass(frozen=True)
class Cast:
    """Who is there: enterprises are numbered from 0, partners after them.

    `place` and `sector` hold a code for every number; `reach` the cumulated share of the ties that the enterprises up
    to each have.
    """

    enterprises: int
    place: Numbers
    sector: Numbers
    reach: npt.NDArray[np.float64]


def generate(folder: Path, enterprises: int, relations: int, *, seed: int = SEED, packed: bool = False) -> None:
    """Write a study of so many `enterprises` and `relations` into `folder`; the same seed gives the same bytes.

    `packed` writes the ties as gzip. Needs 100 MB and about 40 bytes a relation; raises `ValueError` where there are
    more enterprises and partners than names.
    """
    random = np.random.default_rng(seed)
    alters = _alters(random, enterprises, relations)
    if int(alters.max(initial=enterprises)) >= MOST:
        raise ValueError(f"{enterprises:,} enterprises and {relations:,} relations need more than {MOST:,} names")
    cast = _cast(random, enterprises, int(alters.max(initial=enterprises)) + 1)
    (folder / "data").mkdir(parents=True, exist_ok=True)
    study = _STUDY.read_text(encoding="utf-8").replace("MEMBERS", ", ".join(_names(_largest(cast))))
    (folder / "study.yaml").write_text(study, encoding="utf-8")
    rows = (_enterprises(random, cast, _span(start, enterprises)) for start in range(0, enterprises, PIECE))
    _write(folder / "data" / "enterprises.csv", rows)
    ties = (_ties(random, cast, alters[start : start + PIECE]) for start in range(0, relations, PIECE))
    _write(folder / "data" / ("ties.csv.gz" if packed else "ties.csv"), ties)


def _span(start: int, end: int) -> Numbers:
    return np.arange(start, min(start + PIECE, end))


def _alters(random: np.random.Generator, enterprises: int, relations: int) -> Numbers:
    """Return who stands at the other end of each tie."""
    inside = int(relations * _TO_ENTERPRISES)
    often = np.minimum(random.zipf(ONCE, relations - inside), max(1, int(relations * _HUB)))
    partners = int(np.searchsorted(np.cumsum(often), relations - inside)) + 1
    outer = np.repeat(np.arange(partners, dtype=np.int32), often[:partners])[: relations - inside] + enterprises
    alters = np.concatenate([random.integers(0, enterprises, inside, dtype=np.int32), outer.astype(np.int32)])
    random.shuffle(alters)
    return alters


def _cast(random: np.random.Generator, enterprises: int, size: int) -> Cast:
    ties = random.lognormal(sigma=1.0, size=enterprises)
    return Cast(
        enterprises,
        _skewed(random, len(_places()), size),
        _skewed(random, len(vocabulary("sector").terms), size),
        np.cumsum(ties) / ties.sum(),
    )


def _largest(cast: Cast, number: int = 5) -> Numbers:
    return np.argsort(-np.diff(cast.reach, prepend=0.0), kind="stable")[:number]


def _skewed(random: np.random.Generator, choices: int, size: int) -> Numbers:
    """Draw `size` of so many choices, the k-th with a chance that falls as 1 / k."""
    chances = 1 / np.arange(1, choices + 1)
    drawn: Numbers = np.searchsorted(np.cumsum(chances) / chances.sum(), random.random(size)).astype(np.int16)
    return drawn


def _places() -> list[str]:
    """Return cities as province-city, then countries, the most frequent first."""
    regions = {term.code: term.label_zh for term in vocabulary("region").terms}
    cities = [term for term in vocabulary("city").terms if term.extra.get("broader") in regions]
    inside = [f"{regions[term.extra['broader']]}-{term.label_zh}" for term in cities]
    abroad = [vocabulary("country")[code].label_zh for code in ("US", "JP", "GB", "DE", "KR", "IL", "FR", "CA")]
    return [*inside[:3], *abroad[:1], *inside[3:9], *abroad[1:], *inside[9:]]


def _names(numbers: Numbers) -> pl.Series:
    """Return a Chinese name of its own for each number."""
    endings = pl.Series(["科技有限公司", "智能科技股份有限公司", "集团", "信息技术有限公司", "研究院"])
    parts = [_HANZI.gather(byte) for byte in _bytes(numbers)]
    return pl.select(pl.concat_str([*parts, endings.gather(numbers % 5)])).to_series()


def _english(numbers: Numbers) -> pl.Series:
    """Return a name in Latin letters for every third number, else nothing."""
    parts = [_SYLLABLES.gather(byte) for byte in _bytes(numbers)]
    word = pl.concat_str(parts).str.to_titlecase()
    return pl.select(pl.when(pl.Series(numbers % 3 == 0)).then(word + " Technologies")).to_series()


def _bytes(numbers: Numbers) -> list[Numbers]:
    """Mix the 24 bits of each number, no two alike, and return them as three bytes."""
    mixed = (numbers.astype(np.uint64) * np.uint64(2654435761)) % np.uint64(MOST)
    return [(mixed >> np.uint64(shift)).astype(np.int64) % 256 for shift in (16, 8, 0)]


def _enterprises(random: np.random.Generator, cast: Cast, numbers: Numbers) -> pl.DataFrame:
    size = len(numbers)
    labels = {name: [term.label_zh for term in vocabulary(name).terms] for name in _CODED}
    coded = {name: pl.Series(labels[name]).gather(_skewed(random, len(labels[name]), size)) for name in _CODED}
    patents = pl.Series(random.zipf(1.7, size).clip(max=20_000) - 1)
    shares = pl.Series(random.gamma(2.0, 6.0, size).clip(max=95).round(1))
    return pl.DataFrame(
        {
            "名称": _names(numbers),
            "英文名称": _english(numbers),
            "地点": pl.Series(_places()).gather(cast.place[numbers]),
            "成立时间": _days(random, size, "1998-01-01", 7300),
            "类型": coded["status"],
            "层级": coded["layer"],
            "应用领域": _some(random, coded["application_field"], 0.9),
            "核心技术": _some(random, coded["core_technology"], 0.7),
            "融资总额": _funding(random, size),
            "专利数": _some(random, patents.cast(pl.String), 0.6),
            "研发强度": _some(random, pl.select(pl.format("{}%", shares)).to_series(), 0.2),
            "运营": pl.Series(["是", "否"]).gather(_skewed(random, 2, size)),
        }
    )


_CODED = ("status", "layer", "application_field", "core_technology")


def _ties(random: np.random.Generator, cast: Cast, alters: Numbers) -> pl.DataFrame:
    size = len(alters)
    egos = np.searchsorted(cast.reach, random.random(size)).clip(max=cast.enterprises - 1)
    chances = np.array([*_KINDS.values(), sum(_KINDS.values()) * _BROKEN])
    kinds = np.searchsorted(np.cumsum(chances) / chances.sum(), random.random(size))
    return pl.DataFrame(
        {
            "企业": _names(egos),
            "关系": pl.Series([*_KINDS, "未分类"]).gather(kinds),
            "对方": _names(alters),
            "对方英文名称": _english(alters),
            "对方地点": pl.Series(_places()).gather(cast.place[alters]),
            "对方部门": pl.Series([term.label_zh for term in vocabulary("sector").terms]).gather(cast.sector[alters]),
            "日期": _days(random, size, "2010-01-01", 3650),
        }
    )


def _days(random: np.random.Generator, size: int, first: str, days: int) -> pl.Series:
    """Return days, months and years as text, some cells empty, one in a thousand no date."""
    drawn = pl.Series(np.datetime64(first) + random.integers(0, days, size)).cast(pl.String)
    form = pl.Series(random.random(size))
    return pl.select(
        pl.when(form < _BROKEN).then(pl.lit("年底前"))
        .when(form < 0.5).then(drawn)
        .when(form < 0.8).then(drawn.str.head(7))
        .when(form < 0.9).then(drawn.str.head(4))
    ).to_series()  # fmt: skip


def _funding(random: np.random.Generator, size: int) -> pl.Series:
    """Return amounts as announcements write them: in 亿 and 万, in two currencies, vague or unknown."""
    amount = pl.Series(random.lognormal(7.5, 1.8, size))  # in 10,000
    form = pl.Series(random.random(size))
    vague = pl.Series(["数千万美元", "数百万人民币", "近亿元", "未透露"]).gather(random.integers(0, 4, size))
    large = pl.format("{}亿", (amount / 10_000).round(2))
    return pl.select(
        pl.when(form < 0.25).then(vague)
        .when(form < 0.35).then(pl.lit(None, pl.String))
        .when(amount >= 10_000).then(large)
        .when(form < 0.7).then(pl.format("{}万人民币", amount.round(0).cast(pl.Int64)))
        .otherwise(pl.format("{}万美元", amount.round(0).cast(pl.Int64)))
    ).to_series()  # fmt: skip


def _some(random: np.random.Generator, values: pl.Series, share: float) -> pl.Series:
    return pl.select(pl.when(pl.Series(random.random(len(values)) < share)).then(values)).to_series()


def _write(path: Path, pieces: Iterable[pl.DataFrame]) -> None:
    with path.open("wb") as plain, _packed(plain) if path.suffix == ".gz" else nullcontext(plain) as file:
        for number, piece in enumerate(pieces):
            file.write(piece.write_csv(include_header=number == 0).encode())


def _packed(plain: IO[bytes]) -> gzip.GzipFile:
    """Open a packed file without the time of day in it: the same seed gives the same bytes."""
    return gzip.GzipFile("", "wb", compresslevel=1, fileobj=plain, mtime=0)


def main(words: Sequence[str] | None = None) -> None:
    """Write a study into the folder that the command line names."""
    parser = argparse.ArgumentParser(description="Write a synthetic study.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--enterprises", type=int, default=1_000)
    parser.add_argument("--relations", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--packed", action="store_true", help="write the ties as gzip")
    chosen = parser.parse_args(words)
    generate(chosen.folder, chosen.enterprises, chosen.relations, seed=chosen.seed, packed=chosen.packed)


if __name__ == "__main__":
    main()
