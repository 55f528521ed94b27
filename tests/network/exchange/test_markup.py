from __future__ import annotations

from pathlib import Path

import pytest

from valuenet.errors import DataError
from valuenet.network.exchange.file import read_network_file

NODE = '<gexf><graph><nodes><node id="a" label="{}"/></nodes><edges/></graph></gexf>'
LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
DANGERS = {
    "billion laughs": f'<!DOCTYPE gexf [<!ENTITY l0 "ha">{LAUGHS}]>\n' + NODE.format("&l9;"),
    "another file": '<!DOCTYPE gexf [<!ENTITY f SYSTEM "file:///etc/hostname">]>\n' + NODE.format("&f;"),
    "another file's rules": '<!DOCTYPE gexf SYSTEM "http://example.org/gexf.dtd">\n' + NODE.format("x"),
}


@pytest.mark.parametrize("danger", DANGERS)
@pytest.mark.parametrize("suffix", [".gexf", ".graphml"])
def test_document_types_are_refused_unread(danger: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"net{suffix}"
    path.write_text(DANGERS[danger].replace("gexf", suffix[1:]), encoding="utf-8")
    with pytest.raises(DataError, match=r"line 1: has a document type"):
        read_network_file(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "iso-8859-1"])
def test_the_declared_encoding_is_used(encoding: str, tmp_path: Path) -> None:
    label = "café" if encoding == "iso-8859-1" else "人工智能"
    path = tmp_path / "net.gexf"
    declared = encoding.removesuffix("-sig")
    path.write_bytes(f"<?xml version='1.0' encoding='{declared}'?>\n{NODE.format(label)}".encode(encoding))
    assert read_network_file(path).nodes["label"].to_list() == [label]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1: no gexf file"),
        (b"id,label\n", "line 1: no gexf file"),
        (b"<html>\n</html>", "line 1: begins with <html>, not with <gexf>"),
        (b"<gexf>\n<graph></gexf>", "line 2: no gexf file"),
        ("<gexf a='中'/>".encode("gb18030"), "line 1: no gexf file"),
        (b"<?xml version='1.0' encoding='klingon'?><gexf/>", "line 1: no encoding is called klingon"),
        (b"<?xml version='1.0' encoding='gb18030'?><gexf a='\xff\xff'/>", "line 1: is not gb18030"),
        (b"<gexf>\x00</gexf>", "line 1: no gexf file"),
        (b"<gexf a='&#1;'/>", "line 1: no gexf file"),
        (b"<gexf><viz:size/></gexf>", "unbound prefix"),
    ],
)
def test_what_is_no_xml_or_another_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "net.gexf"
    path.write_bytes(content)
    with pytest.raises(DataError, match=said):
        read_network_file(path)


def test_elements_of_other_languages_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "net.gexf"
    path.write_text(
        '<g:gexf xmlns:g="http://gexf.net/1.3"><g:graph xmlns:o="urn:other"><o:node id="z"/>'
        '<g:nodes><g:node id="a"/></g:nodes></g:graph></g:gexf>'
    )
    assert read_network_file(path).nodes["id"].to_list() == ["a"]
