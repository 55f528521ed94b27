"""Tables drawn for a reader's terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich import box
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table


def chapter_title(name: str) -> str:
    """A chapter's title, or its own name with a capital where the report has no such chapter."""
    from valuenet.measures.catalogue import chapters  # and with it an SQL parser, which not every table needs

    known = chapters().get(name)
    return known.title_en if known else name[:1].upper() + name[1:] or "Figures"


def table_of(title: str, first: str, *others: str) -> Table:
    """Make a table with a wide first column and narrow others to its right."""
    table = Table(title=escape(title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first, overflow="fold", ratio=1, min_width=10)
    for name in others:
        table.add_column(name, justify="right", overflow="fold", max_width=24)
    table.expand = True
    return table


def drawn(parts: Iterable[RenderableType]) -> str:
    """Draw for the terminal that is there: its width, and its colours if it has any."""
    real = Console()
    console = Console(file=io.StringIO(), width=real.width, force_terminal=real.is_terminal, highlight=False)
    for part in parts:
        console.print(part)
    text = console.file.getvalue() if isinstance(console.file, io.StringIO) else ""
    return "\n".join(line.rstrip() for line in text.splitlines())
