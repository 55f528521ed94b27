"""From what the command on networks was asked to what it found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from valuenet.errors import UsageError
from valuenet.network.analysis import Analysis, analyse
from valuenet.network.network import Network, selected

if TYPE_CHECKING:
    from valuenet.network.chance.significance import Significance

NETWORK_FILES = (".gexf", ".graphml", ".parquet", ".csv", ".tsv", ".txt", ".edges")
Tell = Callable[[str, float], None]


@dataclass(frozen=True)
class Asked:
    """What the command was asked."""

    target: str
    chosen: Mapping[str, Sequence[str]]
    wave: str | None = None
    group: str = "region"
    networks: int = 0
    keep: tuple[str, ...] = ()
    seed: int = 0
    header: bool | None = None


@dataclass(frozen=True, eq=False)
class Found:
    """What was found: where, the network, its measures, its significance where that was asked for, and labels."""

    asked: Asked
    path: Path
    network: Network
    analysis: Analysis
    significance: Significance | None
    labels: Mapping[str, Mapping[str, Mapping[str, str]]]
    """Language -> vocabulary -> code -> words."""
    titles: Mapping[str, str]
    """Language -> what the network is of."""
    synthetic: bool = False
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class _Read:
    path: Path
    network: Network
    titles: Mapping[str, str]
    labels: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    synthetic: bool = False


def measured(asked: Asked, data: Path | None, out: Path, tell: Tell) -> Found:
    """Read the network that is meant, choose the relations asked for, and measure them."""
    path = Path(asked.target)
    read = _of_file(path, asked) if is_network_file(path) else _of_study(asked, data, out, tell)
    network = selected(read.network, asked.chosen) if asked.chosen else read.network
    tell("measure", 0.2)
    group = asked.group if asked.group in network.nodes.columns or asked.group != "region" else "region"
    analysis = analyse(network, group=group, seed=asked.seed, tail_repetitions=0)
    tested = _tested(network, asked, tell) if asked.networks else None
    return Found(
        asked, read.path, network, analysis, tested, read.labels, read.titles, read.synthetic, list(read.warnings)
    )


def _tested(network: Network, asked: Asked, tell: Tell) -> Significance:
    from valuenet.network.chance.nulls import NullModel
    from valuenet.network.chance.significance import significance

    model = NullModel(keep=asked.keep)
    return significance(network, model, networks=asked.networks, seed=asked.seed, tell=_fraction(tell))


def is_network_file(path: Path) -> bool:
    """Whether the name is that of a network's file.

    >>> is_network_file(Path("ties.csv.gz")), is_network_file(Path("study.duckdb"))
    (True, False)
    """
    named = path.with_suffix("") if path.suffix == ".gz" else path
    return named.suffix.lower() in NETWORK_FILES


def _fraction(tell: Tell) -> Callable[[int, int], None]:
    return lambda done, of: tell("random networks", done / max(of, 1))


def _of_file(path: Path, asked: Asked) -> _Read:
    from valuenet.network.exchange.file import network_file

    if asked.wave is not None:
        raise UsageError("--wave goes with a study: a network file has one network")
    read = network_file(path, header=asked.header)
    return _Read(path, read.network, dict.fromkeys(("zh", "en"), path.name), warnings=read.notes)


def _of_study(asked: Asked, data: Path | None, out: Path, tell: Tell) -> _Read:
    from valuenet.database.read import Database

    path = Path(asked.target)
    warnings: tuple[str, ...] = ()
    if not path.is_file() or path.suffix in (".yaml", ".yml"):
        from valuenet.run.reuse import database_for  # a build is loaded only where one may be needed

        built = database_for(asked.target, data, out, tell, reuse=True)
        path, warnings = built.path, tuple(built.warnings)
    tell("read the network", 0.0)
    with Database(path) as database:
        network = database.network(asked.wave)
        terms = database.query("SELECT vocabulary, code, label_zh, label_en FROM vocabulary")
        study = database.study
    labels: dict[str, dict[str, dict[str, str]]] = {"zh": {}, "en": {}}
    for vocabulary, code, zh, en in terms.iter_rows():
        labels["zh"].setdefault(vocabulary, {})[code] = zh
        labels["en"].setdefault(vocabulary, {})[code] = en
    titles = {"zh": str(study["title_zh"]), "en": str(study["title_en"])}
    return _Read(path, network, titles, labels, warnings, synthetic=bool(study["synthetic"]))
