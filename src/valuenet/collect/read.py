"""Read one source file, whatever its format, into rows of text and a list of what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from valuenet.collect.encoding import decoded, trusted
from valuenet.collect.json_lines import read_json_lines
from valuenet.collect.layout import Wanted, wanted_of
from valuenet.collect.nested import continued
from valuenet.collect.parquet import read_parquet
from valuenet.collect.piece import Piece
from valuenet.collect.reject import Reject
from valuenet.collect.sheet import read_sheet
from valuenet.collect.stream import LONGEST_LINE, MAX_BYTES, Progress, check_file, opened, sha256_of, unpacked
from valuenet.collect.text_table import read_text
from valuenet.errors import DataError
from valuenet.model.source import Source

FORMATS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".xlsx": "xlsx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}
"""The format that the end of a file's name stands for."""


@dataclass(frozen=True)
class RawTable:
    """The rows of one file as text.

    `frame` has "row" (UInt32, the number a spreadsheet shows) first, then a String column for each column
    read, null where a cell is empty; last "_parent_row" where the layout is nested. `rows_read` counts
    every row below the header: rows of the frame and rejected rows. `sha256` is that of the file's bytes.
    """

    frame: pl.DataFrame
    rejects: tuple[Reject, ...]
    rows_read: int
    sha256: str


def read_table(
    path: Path,
    source: Source,
    *,
    columns: frozenset[str] | None = None,
    optional: frozenset[str] = frozenset(),
    progress: Progress | None = None,
    max_bytes: int = MAX_BYTES,
) -> RawTable:
    r"""Read the file at `path` as `source` describes it.

    `columns` are those the study reads (all by default), of which those in `optional` may be absent;
    personal columns are never kept. `progress` is told the bytes of the file read so far. A packed file
    may unpack to `max_bytes`. Raises `DataError` where the file as a whole cannot be read; a row or a cell
    that cannot be read is rejected and costs no other.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "companies.csv")
    ...     _ = path.write_text("name,city\n大疆,深圳\n商汤\n", encoding="utf-8")
    ...     table = read_table(path, Source(title={"zh": "企业", "en": "Companies"}, path="companies.csv"))
    >>> table.frame.rows(), table.rejects[0].reason, table.rows_read
    ([(2, '大疆', '深圳')], 'too_few_cells', 2)
    """
    check_file(path)
    kind = format_of(path, source)
    wanted = wanted_of(path, source, columns, optional)
    pieces = list(_pieces(path, kind, source, wanted, progress, max_bytes))
    if progress is not None:
        progress(path.stat().st_size)
    return _table(pieces, wanted, sha256_of(path))


def format_of(path: Path, source: Source) -> str:
    """Return the format of a file, by the study or else by its name.

    >>> format_of(Path("a.CSV.gz"), Source(title={"zh": "表", "en": "Table"}, path="a.csv"))
    'csv'
    """
    name = path.name.lower().removesuffix(".gz")
    form = source.format or FORMATS.get(Path(name).suffix)
    if form is None:
        known = ", ".join(sorted(set(FORMATS.values())))
        raise DataError(f"{path}: the name does not tell the format; write 'format' in its source, one of: {known}")
    return form


def _pieces(
    path: Path, kind: str, source: Source, wanted: Wanted, progress: Progress | None, max_bytes: int
) -> Iterator[Piece]:
    if kind in ("xlsx", "parquet"):
        with unpacked(path, progress, max_bytes) as plain:
            if kind == "xlsx":
                yield read_sheet(plain, source.sheet, source.header, wanted)
            else:
                yield from read_parquet(plain, wanted, max_bytes)
        return
    with opened(path, progress, max_bytes, LONGEST_LINE) as stream:
        text = decoded(stream, path, source.encoding)
        if kind == "jsonl":
            yield from trusted(read_json_lines(text, wanted), text)
        else:
            separator = source.separator or ("\t" if kind == "tsv" else ",")
            yield from trusted(read_text(text, separator, source.header, wanted), text)


def _table(pieces: list[Piece], wanted: Wanted, sha256: str) -> RawTable:
    frame = pl.concat([piece.frame for piece in pieces], how="diagonal")
    rejects = [reject for piece in pieces for reject in piece.rejects]
    if wanted.nested is not None:
        key = wanted.nested.key
        starts = {reject.row for reject in rejects if reject.field == key and reject.row is not None}
        frame, orphans = continued(frame, wanted.nested, [row for piece in pieces for row in piece.breaks], starts)
        rejects += orphans
        if wanted.columns is not None and key not in wanted.columns | wanted.optional:
            frame = frame.drop(key)
    rejects.sort(key=lambda reject: (reject.row or 0, reject.field or ""))
    return RawTable(frame, tuple(rejects), sum(piece.rows for piece in pieces), sha256)
