"""Which index a user means: that of files, of a study, or of a database file that 'build' wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from valuenet.cli.index_tables import TOP, Asked
from valuenet.errors import DataError, UsageError
from valuenet.index.read import NamedTree, read_recipe, read_table, read_tree
from valuenet.index.recipe import Recipe

TEXTS = (".csv", ".tsv", ".txt")
"""Files that hold values; any other file that is there is taken for a database."""
LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Source:
    """What the options say of every index of a call."""

    tree: Path | None = None
    recipe: Path | None = None
    wave: str | None = None
    data: Path | None = None
    out: Path = Path("out")
    lang: str = "en"
    top: int = TOP


def asked_for(target: str, source: Source, tell: Callable[[str, float], None]) -> tuple[Asked, list[str]]:
    """Return the index that a target and the options mean, and the warnings of a study that had to be built.

    Raises `UsageError` where a file of values has no tree, a study another one, or a wave is asked of a file.
    """
    if source.lang not in LANGUAGES:
        raise UsageError(f"--lang {source.lang}: it is {' or '.join(LANGUAGES)}")
    steps = read_recipe(text_of(source.recipe), source.recipe.name) if source.recipe else None
    if not is_values(target):
        return _of_database(target, source, steps, tell)
    if source.tree is None:
        raise UsageError(f"{target} holds values: give --tree TREE.csv, which says what its columns are and weigh")
    if source.wave is not None:
        raise UsageError("--wave belongs to a study or a database: a file of values is one wave")
    recipe = steps or read_recipe("")
    named = read_tree(text_of(source.tree), source.tree.name, weighted=recipe.weigh.method == "given")
    path = Path(target)
    table = read_table(text_of(path), named.tree, path.name)
    return Asked(named, table, recipe, lang=source.lang, top=source.top), []


def is_values(target: str) -> bool:
    """Tell whether a target is a file of values, by its ending, rather than a study or a database.

    >>> is_values("2019.csv"), is_values("china_ai_2019"), is_values("out/china_ai_2019.duckdb")
    (True, False, False)
    """
    return Path(target).suffix.lower() in TEXTS


def _of_database(
    target: str, source: Source, steps: Recipe | None, tell: Callable[[str, float], None]
) -> tuple[Asked, list[str]]:
    from valuenet.database.read import Database

    if source.tree is not None:
        raise UsageError(f"--tree belongs to a file of values: {target} has its own; its weights vary with what-if")
    path, warnings = _database(target, source, tell)
    with Database(path) as database:
        found = database.index(source.wave)
    asked = Asked(found.named, found.table, steps or found.recipe, found.regions, source.lang, source.top)
    return asked, warnings


def _database(target: str, source: Source, tell: Callable[[str, float], None]) -> tuple[Path, list[str]]:
    path = Path(target)
    if path.is_file() and path.suffix not in (".yaml", ".yml"):
        return path, []  # the way through run would import all that a build needs
    from valuenet.run.reuse import database_for

    built = database_for(target, source.data, source.out, tell, reuse=True)
    return built.path, built.warnings


def tree_for(target: str, source: Source, tell: Callable[[str, float], None]) -> NamedTree:
    """Return the tree that a target means: a tree's own file, or that of a study or database."""
    if is_values(target):
        if source.wave is not None:
            raise UsageError(f"--wave belongs to a study or a database: {target} is a tree")
        return read_tree(text_of(Path(target)), Path(target).name)
    return asked_for(target, source, tell)[0].named


def text_of(path: Path) -> str:
    """Return the text of a file; raise `DataError` where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read as text in UTF-8 ({error})") from None
