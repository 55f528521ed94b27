from __future__ import annotations

import gzip
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings

from tests.network.exchange.networks import LETTERS, again, assert_equal, hand_written, networks
from tests.network.peers import OPEN_DATA, open_network
from valuenet.errors import DataError, UsageError
from valuenet.network.exchange.file import FORMATS, network_file, read_network_file, write_network_file, written_files
from valuenet.network.exchange.typed import as_number, inferred
from valuenet.network.network import Network

TYPED = (".gexf", ".graphml", ".parquet")
TABLES = (".csv", ".tsv", ".txt")
EVERY = [suffix + gz for suffix in (*TYPED, *TABLES) for gz in ("", ".gz")]


@pytest.mark.parametrize("suffix", EVERY)
def test_a_network_by_hand_comes_back(suffix: str, tmp_path: Path) -> None:
    assert_equal(again(hand_written(), tmp_path / f"net{suffix}"), hand_written())


@pytest.mark.parametrize("suffix", TYPED)
@settings(max_examples=20)
@given(network=networks())
def test_what_is_written_is_read(suffix: str, network: Network, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert_equal(again(network, tmp_path_factory.mktemp("net") / f"net{suffix}"), network)


@given(network=networks(LETTERS))
@settings(max_examples=20)
def test_tables_of_text_keep_every_text(network: Network, tmp_path_factory: pytest.TempPathFactory) -> None:
    _expect_text_kept(network, tmp_path_factory.mktemp("net") / "net.csv")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [*TYPED, *TABLES])
@settings(max_examples=1000)
@given(network=networks())
def test_what_is_written_is_read_a_thousand_times(
    suffix: str, network: Network, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("net") / f"net{suffix}"
    if suffix == ".gexf":
        assert_equal(_with_real_sizes(again(network, path)), _with_real_sizes(network))
    elif suffix in TYPED:
        assert_equal(again(network, path), network)
    else:
        _expect_text_kept(network, path)


def _with_real_sizes(network: Network) -> Network:
    """GEXF knows sizes and places as real numbers only."""
    known = [name for name in ("size", "x", "y", "z") if network.nodes.schema.get(name) == pl.Int64]
    return Network(network.nodes.with_columns(pl.col(known).cast(pl.Float64)), network.relations)


def _expect_text_kept(network: Network, path: Path) -> None:
    if network.relations.schema.get("weight", pl.Int64) not in (pl.Int64, pl.Float64):
        network = Network(network.nodes, network.relations.drop("weight"))  # a weight that is none is refused
    assert_equal(again(network, path), _as_read(network))


def _as_read(network: Network) -> Network:
    """What a file without types can say of a network: text where it is not plain what else it is."""
    nodes = network.nodes.select(
        "id", *(inferred(column.cast(pl.String)) for column in network.nodes if column.name != "id")
    )
    ends = network.relations.select("source", "target")
    relations = ends.hstack([_untyped(column) for column in network.relations.drop("source", "target")])
    return Network(nodes, relations)


def _untyped(column: pl.Series) -> pl.Series:
    text = column.cast(pl.String)
    return as_number(text)[0] if column.name == "weight" else inferred(text)


@pytest.mark.parametrize("suffix", EVERY)
def test_the_same_network_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write_network_file(hand_written(), tmp_path / folder / f"net{suffix}")
    for file in written_files(tmp_path / "a" / f"net{suffix}"):
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()
    assert sorted(tmp_path.glob("a/.*")) == []


@pytest.mark.parametrize("suffix", EVERY)
def test_a_network_of_nothing_comes_back(suffix: str, tmp_path: Path) -> None:
    empty = Network(
        hand_written().nodes.select("id").clear(), hand_written().relations.select("source", "target").clear()
    )
    assert_equal(again(empty, tmp_path / f"net{suffix}"), empty)


@pytest.mark.parametrize("suffix", ["", ".xlsx", ".gefx", ".gz"])
def test_an_unknown_suffix_is_the_call_s_fault(suffix: str, tmp_path: Path) -> None:
    for act in (lambda path: read_network_file(path), lambda path: write_network_file(hand_written(), path)):
        with pytest.raises(UsageError, match=r"\.gexf, \.graphml, \.parquet, \.csv, \.tsv, \.txt, \.edges"):
            act(tmp_path / f"net{suffix}")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_that_is_not_there_is_named(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"net\..*cannot be read \(No such file"):
        read_network_file(tmp_path / f"net{suffix}")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_folder_that_is_not_there_is_named(suffix: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be written"):
        write_network_file(hand_written(), tmp_path / "none" / f"net{suffix}")


@pytest.mark.parametrize("suffix", FORMATS)
def test_bytes_that_are_nothing_are_refused(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"net{suffix}"
    path.write_bytes(bytes(range(256)) * 9)
    with pytest.raises(DataError, match=r"net\."):
        read_network_file(path)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_broken_gzip_is_refused(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"net{suffix}.gz"
    path.write_bytes(gzip.compress(b"a,b\n" * 999)[:-9])
    with pytest.raises(DataError, match="gzipped file is broken"):
        read_network_file(path)


@pytest.mark.parametrize("suffix", TYPED + TABLES)
def test_direction_is_kept_and_said(suffix: str, tmp_path: Path) -> None:
    network = hand_written()
    mixed = Network(network.nodes, network.relations.with_columns(directed=pl.Series([True, False, False, True])))
    write_network_file(mixed, tmp_path / f"net{suffix}")
    found = network_file(tmp_path / f"net{suffix}")
    assert_equal(found.network, mixed)
    assert not found.network.directed
    assert any("2 of 4 relations have no direction" in note for note in found.notes)
    assert again(network, tmp_path / f"other{suffix}").directed


def test_a_network_that_is_none_is_not_written(tmp_path: Path) -> None:
    network = hand_written()
    path = tmp_path / "net.csv"
    with pytest.raises(DataError, match="there twice"):
        write_network_file(Network(network.nodes[[0, 0, 1, 2]], network.relations), path)
    with pytest.raises(DataError, match="a source is none of the 1 nodes"):
        write_network_file(Network(network.nodes[:1], network.relations), path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["polblogs", "powergrid", "usflights"])
def test_open_networks_are_read_as_they_are(name: str) -> None:
    known = open_network(name)
    found = read_network_file(OPEN_DATA / f"{name}.csv.gz")
    number = found.nodes["id"].cast(pl.Int64).to_numpy()
    assert (number[found.relations["source"]] == known.source).all()
    assert (number[found.relations["target"]] == known.target).all()
