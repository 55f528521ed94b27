from __future__ import annotations

import contextlib
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from valuenet.errors import DataError
from valuenet.network.exchange import tables
from valuenet.network.exchange.file import network_file, read_network_file
from valuenet.network.exchange.reading import Reading


def read(tmp_path: Path, content: str | bytes, name: str = "ties.csv") -> Reading:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return network_file(path)


def rows(found: Reading) -> list[tuple[object, ...]]:
    """The relations with ids for numbers."""
    return tables.with_ids(found.network).rows()


TWO = [("1", "2"), ("2", "007")]
SAME = {
    "comma": ("ties.csv", "source,target\n1,2\n2,007\n"),
    "no header": ("ties.csv", "1,2\n2,007\n"),
    "no last line end": ("ties.csv", "source,target\n1,2\n2,007"),
    "lines of Windows": ("ties.csv", "source,target\r\n1,2\r\n2,007\r\n"),
    "lines of both": ("ties.csv", "source,target\r\n1,2\n2,007\r\n"),
    "lines of old": ("ties.csv", "source,target\r1,2\r2,007\r"),
    "byte order mark": ("ties.csv", "\ufeffsource,target\n1,2\n2,007\n"),
    "byte order mark, no header": ("ties.csv", "\ufeff1,2\n2,007\n"),
    "empty lines": ("ties.csv", "\nsource,target\n\n1,2\n\n\n2,007\n\n"),
    "other order": ("ties.csv", "to,from\n2,1\n007,2\n"),
    "capitals": ("ties.csv", "From Id,To-ID\n1,2\n2,007\n"),
    "semicolon": ("ties.csv", "ego;alter\n1;2\n2;007\n"),
    "spaces after commas": ("ties.csv", "source, target\n1, 2\n2, 007\n"),
    "quotes": ("ties.csv", '"source","target"\n"1","2"\n"2","007"\n'),
    "unknown header above numbers": ("ties.csv", "enterprise,partner\n1,2\n2,007\n"),
    "Chinese header": ("ties.csv", "供应商,客户\n1,2\n2,007\n"),
    "tab": ("ties.tsv", "source\ttarget\n1\t2\n2\t007\n"),
    "SNAP": ("ties.txt", "# Directed graph: x.txt\n# Nodes: 3 Edges: 2\n# FromNodeId\tToNodeId\n1\t2\n2\t007\n"),
    "KONECT": ("ties.edges", "% asym unweighted\n% 2 3 3\n1 2\n2 007\n"),
    "runs of spaces": ("ties.txt", "  1   2 \n2\t 007\t\n"),
    "comment in the middle": ("ties.txt", "# a\n1 2\n# b c\n2 007\n"),
    "comment in the middle only": ("ties.txt", "1 2\n# b c\n2 007\n"),
    "pipe": ("ties.txt", "1|2\n2|007\n"),
}


@pytest.mark.parametrize("case", SAME)
@pytest.mark.parametrize("gz", ["", ".gz"])
def test_the_ways_in_which_people_write_the_same(case: str, gz: str, tmp_path: Path) -> None:
    name, content = SAME[case]
    packed = gzip.compress(content.encode()) if gz else content
    found = read(tmp_path, packed, name + gz)
    assert rows(found) == TWO
    assert found.network.nodes["id"].to_list() == ["1", "2", "007"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_chinese_in_the_encodings_of_china(encoding: str, tmp_path: Path) -> None:
    found = read(tmp_path, "source,target\n腾讯,百度\n百度,字节跳动\n".encode(encoding))
    assert rows(found) == [("腾讯", "百度"), ("百度", "字节跳动")]
    said = ("the file is not UTF-8 and was read as GB18030: see whether the names are right",)
    assert found.notes == (said if encoding == "gb18030" else ())


def test_columns_have_the_types_that_all_their_values_have(tmp_path: Path) -> None:
    content = 'source,target,weight,kind,share,public,code,note\na,b,2,x,0.5,true,01,\nb,c,3,,1e3,false,02,""\n'
    found = read(tmp_path, content).network.relations
    assert found.drop("source", "target").to_dicts() == [
        {"weight": 2, "kind": "x", "share": 0.5, "public": True, "code": "01", "note": None},
        {"weight": 3, "kind": None, "share": 1000.0, "public": False, "code": "02", "note": ""},
    ]


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("1,2,0.5\n2,3,1\n", {"weight": [0.5, 1.0]}),
        ("1,2,3\n2,3,1\n", {"weight": [3, 1]}),
        ("1,2,study\n2,3,work\n", {"kind": ["study", "work"]}),
        ("1,2,study,2019\n2,3,work,2020\n", {"kind": ["study", "work"], "column_4": [2019, 2020]}),
        ("Source,Target,Type,Id,Label,Weight\n1,2,Directed,0,,1.0\n2,3,Undirected,1,x,2\n",
         {"directed": [True, False], "id": [0, 1], "label": [None, "x"], "weight": [1.0, 2.0]}),
    ],
)  # fmt: skip
def test_columns_without_a_name_and_those_of_gephi(
    content: str, columns: dict[str, list[object]], tmp_path: Path
) -> None:
    found = read(tmp_path, content).network.relations
    assert found.drop("source", "target").to_dict(as_series=False) == columns


@pytest.mark.parametrize("head", ["% sym weighted", "# Undirected graph: ca.txt"])
def test_networks_without_direction_that_say_so(head: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"{head}\n1 2\n2 3\n", "ties.txt")
    assert found.network.relations["directed"].to_list() == [False, False]
    assert not found.network.directed


def test_ids_may_begin_like_comments_where_there_is_a_header(tmp_path: Path) -> None:
    assert rows(read(tmp_path, "source,target\n#ai,#chips\n%x,#ai\n")) == [("#ai", "#chips"), ("%x", "#ai")]


def test_nodes_may_be_called_i_and_j(tmp_path: Path) -> None:
    assert rows(read(tmp_path, "i,j\nj,k\n")) == [("i", "j"), ("j", "k")]
    assert rows(read(tmp_path, "i,j\na,b\n")) == [("a", "b")]


@pytest.mark.parametrize("header", [True, False])
def test_whether_there_is_a_header_can_be_said(header: bool, tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("firm,partner\na,b\n")
    assert rows(network_file(path, header=header)) == [("firm", "partner"), ("a", "b")][header:]


def test_the_list_of_nodes_beside_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "ties.nodes.csv").write_text("id,label,rank\nz,Zed,1\na,,2\nb,Bee,\n")
    found = read(tmp_path, "source,target\na,b\n")
    assert found.network.nodes.rows() == [("z", "Zed", 1), ("a", None, 2), ("b", "Bee", None)]
    assert found.network.relations.rows() == [(1, 2)]
    assert read_network_file(tmp_path / "ties.nodes.csv").relations.rows() == [(1, 2)]
    (tmp_path / "ties.csv").unlink()
    assert read_network_file(tmp_path / "ties.nodes.csv").relations.height == 0
    with pytest.raises(DataError, match=r"ties.csv, line 3: the target 'q' is none of the nodes"):
        read(tmp_path, "source,target\na,b\na,q\n")


WRONG: dict[str, tuple[str | bytes, str]] = {
    "nothing": ("", "nothing in it"),
    "only comments": ("# a\n# b\n", "nothing in it"),
    "only a header": ("source,target\n", "has no relation"),
    "one column": ("a\nb\n", "'a' has one column"),
    "one column once": ("source,target\na,b\n\nb\nc,d\n", "line 4: no target"),
    "an end missing": ("source,target,kind\na,b,x\n,b,x\n", "line 3: no source"),
    "too many columns": ("source,target\na,b\na,b,c\n", "line 3: 3 columns where the first line has 2"),
    "a word for a weight": ("source,target,weight\na,b,1\n\n# c\nb,c,much\n", "line 5: the weight 'much' is no number"),
    "a word among numbers": ("1,2,3\n2,3,4\n2,4,x\n", "line 3: 'x' among numbers"),
    "a weight too large": ("source,target,weight\na,b,1e999\n", "line 2: the weight '1e999' is no number"),
    "a decimal comma": ("source;target;weight\na;b;1,5\n", "line 2: the weight '1,5' is no number"),
    "header or not": ("firm,partner\na,b\n", "line 1: 'firm', 'partner' may name the columns or be a relation"),
    "NUL": ("a,b\nc,\0d\n", "line 2: a NUL byte"),
    "bytes of nothing": (b"source,target\na,b\nc,\xff\xff\n", "line 3: the text is neither UTF-8 nor GB18030"),
    "an open quote": ('source,target\na,"b\nc,d\n', "ties.csv"),
    "two sets": ("% bip\n1 1\n", "number two different sets"),
    "Python's rows": ("1 2 {'weight': 3}\n2 3 {'weight': 4}\n", "write them as columns"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_read_is_said_with_its_line(case: str, tmp_path: Path) -> None:
    content, said = WRONG[case]
    with pytest.raises(DataError, match=said):
        read(tmp_path, content)


def test_more_relations_than_a_table_counts_are_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_RELATIONS", 3)
    with pytest.raises(DataError, match="4 relations, and a network holds at most 3"):
        read(tmp_path, "a,b\n" * 4)


def test_lines_without_end_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("valuenet.network.exchange.legible.LONGEST_LINE", 1000)
    with pytest.raises(DataError, match="line 3: longer than 1,000 bytes"):
        read(tmp_path, "a,b\nb,c\n" + "x" * 1_500_000)


@given(content=st.binary(max_size=60), name=st.sampled_from(["ties.csv", "ties.tsv", "ties.txt"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("net") / name
    path.write_bytes(content)
    with contextlib.suppress(DataError):
        assert read_network_file(path).relations.height
