"""CSV and TSV: rows numbered as a spreadsheet numbers them, none of them guessed at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter

from valuenet.collect.csv_records import BROKEN, MOST_LINES, blocks
from valuenet.collect.encoding import Text, wrong_encoding
from valuenet.collect.layout import Wanted, chosen, header_names, header_rows
from valuenet.collect.piece import Piece, row_reject
from valuenet.collect.reject import Reject
from valuenet.collect.scrub import encodable, text_frame
from valuenet.collect.stream import DAMAGE, broken_off
from valuenet.errors import DataError

_ROWS = 50_000
_CELLS = 1_000_000


def read_text(text: Text, separator: str, header: int | tuple[int, ...], wanted: Wanted) -> Iterator[Piece]:
    """Yield the rows below the header in pieces of some 50,000; row n is the n-th record of the file.

    A row is rejected where it is blank, where its quotation marks are broken, and where it has another
    number of cells than the header: empty cells too many are no matter, and those under no name may
    lack. Raises `DataError` where the header lacks what is wanted, or where the file breaks off.
    """
    numbers = header_rows(header)
    done = 0
    head: list[list[str]] = []
    batch: _Batch | None = None
    try:
        for some in blocks(text.handle, separator):
            if batch is None:
                head += some
                if len(head) < numbers[-1]:
                    continue
                batch = _Batch(_shape(head, numbers, text, wanted))
                done, some = numbers[-1], head[numbers[-1] :]
            batch.take(done + 1, some)
            done += len(some)
            if len(batch.rows) >= batch.size:
                yield batch.taken()
        if batch is None:
            ends = f"the file ends after row {len(head)}"
            raise DataError(f"{text.path}: its header should be in row {numbers[-1]}, but {ends}; correct 'header'")
        yield batch.taken()
    except DAMAGE as error:
        raise broken_off(text.path, done or len(head), error) from error


@dataclass(frozen=True)
class _Shape:
    """What the header says of a row: how many cells it has, and which of them are taken."""

    taken: tuple[str, ...]
    pick: Callable[[list[str]], Sequence[str]]
    lead: Callable[[list[str]], str]
    key: int | None
    least: int
    most: int

    def fits(self, some: list[list[str]]) -> bool:
        """Tell, at little cost, whether all of `some` records are to be taken as they are."""
        return set(map(len, some)) <= {self.most} and all(map(str.strip, map(self.lead, some)))

    def refusal(self, record: list[str]) -> tuple[str, str | None] | None:
        """Return why one record cannot be taken: the reason and a detail."""
        if record is BROKEN:
            return "broken_quotes", f"a quotation mark is not doubled, or not closed within {MOST_LINES:,} lines"
        if not any(map(str.strip, record)):
            return "blank_row", None
        if len(record) < self.least:
            return "too_few_cells", f"{len(record)} cells, the header has {self.least}"
        if any(map(str.strip, record[self.most :])):
            return "too_many_cells", f"{len(record)} cells, the header has {self.most}"
        return None

    def may_begin(self, record: list[str]) -> bool:
        """Tell whether a record that is not taken may be one that others continue."""
        return self.key is not None and not (self.key < len(record) and not record[self.key].strip())


@dataclass
class _Batch:
    """Rows on their way into a piece; cells lie in one flat list, which costs far less than a list a row."""

    shape: _Shape
    rows: list[int] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    @property
    def size(self) -> int:
        """The number of rows that make a piece."""
        return min(_ROWS, max(1, _CELLS // max(1, len(self.shape.taken))))

    def take(self, first: int, some: list[list[str]]) -> None:
        """Add records, of which the first is row `first`."""
        if self.shape.fits(some):
            self.rows.extend(range(first, first + len(some)))
            self.cells.extend(chain.from_iterable(map(self.shape.pick, some)))
            return
        for row, record in enumerate(some, first):
            if refusal := self.shape.refusal(record):
                self.rejects.append(row_reject(row, *refusal))
                if refusal[0] != "blank_row" and self.shape.may_begin(record):
                    self.breaks.append(row)
            else:
                self.rows.append(row)
                self.cells.extend(self.shape.pick(record))

    def taken(self) -> Piece:
        """Return all rows so far as a piece, and begin anew."""
        frame, bad = text_frame(self.rows, self.shape.taken, self.cells)
        piece = Piece(frame, (*self.rejects, *bad), len(self.rows) + len(self.rejects), tuple(self.breaks))
        self.rows, self.cells, self.rejects, self.breaks = [], [], [], []
        return piece


def _shape(head: Sequence[list[str]], numbers: Sequence[int], text: Text, wanted: Wanted) -> _Shape:
    rows = [head[number - 1] for number in numbers]
    if any(row is BROKEN for row in rows):
        raise DataError(f"{text.path}: a quotation mark in its header is not closed, or not doubled; mend the file")
    if not all(encodable(cell) for row in rows for cell in row):
        raise wrong_encoding(text)
    names = header_names(rows)
    places = chosen(names, wanted)
    return _Shape(
        taken=tuple(places),
        pick=_picker(list(places.values())),
        lead=itemgetter(next(iter(places.values()), 0)),
        key=names.index(wanted.nested.key) if wanted.nested else None,
        least=max(at + 1 for at, name in enumerate(names) if name),
        most=len(names),
    )


def _picker(places: list[int]) -> Callable[[list[str]], Sequence[str]]:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda record: [record[at] for at in places]
