"""The command on indices: one from files, what if it weighed otherwise, and two side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from valuenet.cli.shown import JsonOption, QuietOption, say
from valuenet.errors import DataError, UsageError

if TYPE_CHECKING:
    from valuenet.cli.index_shown import Shown
    from valuenet.index.read import NamedTree
    from valuenet.index.recipe import Recipe
    from valuenet.index.table import Table

_WHAT_IF, _COMPARE = "what-if", "compare"


def index(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[what-if|compare] FILE",
            help="A CSV file of values: regions in its first column, a column for every indicator; 'what-if' builds "
            "it with other weights, too; 'compare' takes an earlier and a later one.",
        ),
    ],
    tree: Annotated[
        Path,
        typer.Option("--tree", help="CSV file of indicators: code,parent,direction,weight,unit,label_zh,label_en."),
    ],
    recipe: Annotated[
        Path | None, typer.Option("--recipe", help="YAML file of steps [default: min-max, given weights, their sum].")
    ] = None,
    weight: Annotated[
        list[str] | None,
        typer.Option("--weight", metavar="CODE=VALUE", help="what-if: a weight; the others share the rest. Repeat."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write every table to, as CSV.")] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Build an index of regions from files."""
    from valuenet.cli.index_shown import compared_shown, index_shown, write_tables
    from valuenet.index.read import read_recipe, read_tree

    kind, files = _call(words, weight or [])
    steps = read_recipe(_text(recipe), recipe.name) if recipe else read_recipe("")
    named = read_tree(_text(tree), tree.name, weighted=steps.weigh.method == "given")
    tables = [_table(file, named) for file in files]
    if kind == _COMPARE:
        shown = compared_shown(named, (tables[0], tables[1]), steps)
    else:
        shown = (
            index_shown(named, tables[0], steps) if kind is None else _what_if(named, tables[0], steps, weight or [])
        )
    written = write_tables(shown, out) if out else []
    wrote = "".join(f"\nwrote {file}" for file in written)
    say(quiet, as_json, {**shown.tables, "notes": list(shown.notes), "files": written}, lambda: shown.words() + wrote)


def _call(words: list[str], weights: list[str]) -> tuple[str | None, list[str]]:
    kind = words[0] if words[0] in (_WHAT_IF, _COMPARE) else None
    files = words[1:] if kind else words
    wanted = 2 if kind == _COMPARE else 1
    if len(files) != wanted:
        raise UsageError(f"'index{f' {kind}' if kind else ''}' takes {wanted} FILE, not {len(files)}")
    if kind == _WHAT_IF and not weights:
        raise UsageError("'index what-if' needs a weight: give --weight CODE=VALUE")
    if weights and kind != _WHAT_IF:
        raise UsageError("--weight belongs to 'index what-if FILE'")
    return kind, files


def _what_if(named: NamedTree, table: Table, recipe: Recipe, weights: list[str]) -> Shown:
    from valuenet.cli.index_shown import what_if_shown

    return what_if_shown(named, table, recipe, dict(map(_weight, weights)))


def _weight(word: str) -> tuple[str, float]:
    code, _, value = word.partition("=")
    try:
        return code.strip(), float(value)
    except ValueError:
        raise UsageError(f"--weight {word}: write CODE=VALUE, the value being a number") from None


def _table(file: str, named: NamedTree) -> Table:
    from valuenet.index.read import read_table

    path = Path(file)
    return read_table(_text(path), named.tree, path.name)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as text in UTF-8 ({error})") from None
