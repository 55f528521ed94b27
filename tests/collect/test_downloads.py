"""All files of a study: each once, and the others after one that fails."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from valuenet.collect.downloads import download
from valuenet.model.source import Source

CONTENT = "名称\n甲\n".encode()
HASH = hashlib.sha256(CONTENT).hexdigest()


class Handler(BaseHTTPRequestHandler):
    """Serves one file at any address but `/gone`."""

    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Length", str(len(CONTENT)))
        self.end_headers()
        self.wfile.write(CONTENT)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Handler.asked.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def source(path: str, **words: Any) -> Source:
    return Source.model_validate({"title": {"zh": "来源", "en": "Source"}, "path": path, **words})


def test_each_file_once_and_the_rest_after_a_failure(address: str, tmp_path: Path) -> None:
    sources = {
        "lost": source("lost.csv", url=f"{address}/gone", sha256=HASH),
        "first": source("a/firms.csv", url=f"{address}/firms", sha256=HASH, licence="CC0"),
        "again": source("a/firms.csv", url=f"{address}/firms", sha256=HASH),
        "by_hand": source("list.xlsx"),
        "own": source("names.csv", folder="study"),
    }
    told: list[str] = []
    report = download(sources, tmp_path, replace=False, tell=lambda words, done: told.append(words))
    assert [(each["source"], each["failed"]) for each in report] == [
        ("lost", True),
        ("first", False),
        ("by_hand", False),
        ("own", False),
    ]
    by_name = {each["source"]: each for each in report}
    assert "lost" in by_name["lost"]["state"]
    assert by_name["first"]["licence"] == "CC0"
    assert by_name["by_hand"]["licence"] == "no licence stated"
    assert "by hand" in by_name["by_hand"]["state"]
    assert (tmp_path / "a" / "firms.csv").read_bytes() == CONTENT
    assert Handler.asked.count("/firms") == 1
    assert not (tmp_path / "lost.csv").exists()
    assert "fetch first" in told


def test_a_second_time_nothing_is_asked_for(address: str, tmp_path: Path) -> None:
    sources = {"firms": source("firms.csv", url=f"{address}/firms", sha256=HASH)}
    for state in ("downloaded", "present"):
        (each,) = download(sources, tmp_path, replace=False, tell=lambda words, done: None)
        assert each["state"] == state
    assert Handler.asked == ["/firms"]
