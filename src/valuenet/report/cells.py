"""The rows of a table as HTML: what heads a row, and the figures that open."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from valuenet.report.document import Column, Row, TableBlock

_OPEN, _END = '<button tabindex="-1">', "</button>"
_STANDING = frozenset({"rank", "row"})
"""Units whose figures only say where something stands: they open nothing."""

Shape = tuple[str, str, str]


def rows_html(block: TableBlock) -> Markup:
    """Return the rows of a table.

    The first column that is no figure heads its row; every other figure is a button that leads to what it was made
    of. A row with records behind it carries the number of its group. Buttons are out of the order of the tab key: the
    script brings one of each table in, and without it they would do nothing.

    Long lists have a hundred thousand cells: each is escaped once, as plain text, and marked safe as a whole.
    """
    head = next((at for at, column in enumerate(block.columns) if not column.numeric), None)
    shapes = [_shape(column, head=at == head) for at, column in enumerate(block.columns)]
    opening = [column.numeric and column.unit not in _STANDING for column in block.columns]
    return Markup("\n".join(_line(row, shapes, opening) for row in block.rows))


def _shape(column: Column, *, head: bool) -> Shape:
    """Return the opening of a column's cells, the same for a missing value, and the closing."""
    tag, scope = ("th", ' scope="row"') if head else ("td", "")
    full, empty = (' class="n"', ' class="n none"') if column.numeric else ("", ' class="none"')
    return f"<{tag}{scope}{full}>", f"<{tag}{scope}{empty}>", f"</{tag}>"


def _line(row: Row, shapes: Sequence[Shape], opening: Sequence[bool]) -> str:
    cells = []
    for at, (full, empty, end) in enumerate(shapes):
        shown, missing = escape(row.shown[at]), row.values[at] is None
        if opening[at] and not missing:
            shown = f"{_OPEN}{shown}{_END}"
        cells.append(f"{empty if missing else full}{shown}{end}")
    group = "" if row.group is None else f' data-group="{row.group}"'
    return f"<tr{group}>{''.join(cells)}</tr>"
