"""Network files by their suffix: one function to read any of them, one to write."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from valuenet.errors import DataError, UsageError, nearest
from valuenet.network.exchange import edgelist, gexf, graphml, parquet
from valuenet.network.exchange.reading import Reading
from valuenet.network.exchange.tables import parts, suffix_of
from valuenet.network.network import Network

FORMATS: Mapping[str, ModuleType] = {
    ".gexf": gexf,
    ".graphml": graphml,
    ".parquet": parquet,
    ".csv": edgelist,
    ".tsv": edgelist,
    ".txt": edgelist,
    ".edges": edgelist,
}
"""The module of every suffix; each has `read(path)` and `write(network, path)`. `.gz` may follow any of them."""


def read_network_file(path: Path) -> Network:
    r"""Return the network of a GEXF, GraphML or Parquet file or an edge list, chosen by suffix, gzipped or not.

    Raises `UsageError` for a suffix that is not known and `DataError` for a file that cannot be read.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "ties.csv").write_text("from,to\n007,b\nb,c\n")
    ...     read_network_file(Path(folder, "ties.csv")).nodes["id"].to_list()
    ['007', 'b', 'c']
    """
    return network_file(path).network


def network_file(path: Path, *, header: bool | None = None) -> Reading:
    """Return the network of a file, and notes on what the file left open; errors as in `read_network_file`.

    `header` says whether an edge list has a header, where it cannot be seen.
    """
    module = FORMATS[_suffix(path)]
    found: Reading = module.read(path, header=header) if module is edgelist else module.read(path)
    return found


def write_network_file(network: Network, path: Path) -> None:
    """Write a network in the format of the path's suffix; `.gz` after it packs the file.

    Parquet and edge lists are two files (`written_files`). Raises `UsageError` for a suffix that is not known, and
    `DataError` for a network that the format cannot hold or a folder that cannot be written.
    """
    module = FORMATS[_suffix(path)]
    _expect_sound(network, path)
    module.write(network, path)


def written_files(path: Path) -> tuple[Path, ...]:
    """Return the files that `write_network_file` makes for a path.

    >>> [file.name for file in written_files(Path("net.parquet"))]
    ['net.nodes.parquet', 'net.edges.parquet']
    """
    suffix = _suffix(path)
    if suffix in (".gexf", ".graphml"):
        return (path,)
    return parts(path, suffix_of(path), exist=False, apart=suffix == ".parquet")


def _suffix(path: Path) -> str:
    """The suffix that says the format, in small letters."""
    suffix = suffix_of(path).lower().removesuffix(".gz")
    if suffix not in FORMATS:
        shown = f"'{suffix}' is none of the known kinds of file" if suffix else "a name without a suffix says no kind"
        known = ", ".join(FORMATS)
        raise UsageError(f"{path}: {shown}: use {known}, each with .gz or not{nearest(suffix, FORMATS)}")
    return suffix


def _expect_sound(network: Network, path: Path) -> None:
    ids = network.nodes["id"]
    if ids.null_count() or ids.n_unique() < len(ids):
        raise DataError(f"{path}: ids of nodes are missing or there twice: give every node an id of its own")
    for end in ("source", "target"):
        column = network.relations[end]
        if column.null_count() or (len(column) and not (column.min() >= 0 and column.max() < len(ids))):  # type: ignore[operator]
            raise DataError(f"{path}: a {end} is none of the {len(ids):,} nodes: number the nodes from 0")
