"""Downloads against a server that truncates, lies, stalls, redirects and changes its mind."""

from __future__ import annotations

import hashlib
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from valuenet.collect import address, fetch
from valuenet.collect.fetch import Fetched
from valuenet.errors import FetchError

BODY = bytes(range(256)) * 400
OTHER = BODY[::-1]
PINNED = hashlib.sha256(BODY).hexdigest()
HALF = len(BODY) // 2


@dataclass
class Hostile:
    """A server on this machine: what it was asked, and how often each path."""

    port: int
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/{path}"

    def times(self, path: str) -> int:
        return sum(each == f"/{path}" for each, _ in self.asked)

    def header(self, name: str) -> list[str | None]:
        return [headers.get(name.lower()) for _, headers in self.asked]


class Handler(BaseHTTPRequestHandler):
    hostile: Hostile

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.hostile.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        name = self.path.strip("/").split("/")[0]
        with suppress(BrokenPipeError, ConnectionResetError):
            getattr(self, name)()

    def _send(self, status: int, body: bytes, length: int | None = None, **headers: Any) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        if length != -1:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def _from(self) -> int:
        return int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))

    def _rest(self, body: bytes, start: int, **headers: Any) -> None:
        self._send(206, body[start:], Content_Range=f"bytes {start}-{len(body) - 1}/{len(body)}", **headers)

    def whole(self) -> None:
        self._send(200, BODY)

    def lie(self) -> None:
        self._send(200, OTHER)

    def truncated_once(self) -> None:
        start = self._from()
        if start:
            self._rest(BODY, start, ETag='"one"')
        else:
            self._send(200, BODY[:HALF], len(BODY), ETag='"one"')

    def truncated_always(self) -> None:
        start = self._from()
        told = f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"
        self._send(206 if start else 200, BODY[start : start + 100], len(BODY) - start, Content_Range=told)

    def ignores_range(self) -> None:
        first = self.hostile.times("ignores_range") == 1
        self._send(200, BODY[:HALF] if first else BODY, len(BODY))

    def changes_tag(self) -> None:
        """Break off, then go on with another version although asked for the same one."""
        if self._from():
            self._rest(OTHER, self._from(), ETag='"two"')
        elif self.hostile.times("changes_tag") == 1:
            self._send(200, BODY[:HALF], len(BODY), ETag='"one"')
        else:
            self._send(200, BODY, ETag='"three"')

    def joins_versions(self) -> None:
        """Go on with another version and say nothing of it."""
        if self._from():
            self._rest(OTHER, self._from())
        else:
            first = self.hostile.times("joins_versions") == 1
            self._send(200, BODY[:HALF] if first else BODY, len(BODY))

    def ranged(self) -> None:
        self._rest(BODY, self._from()) if self._from() else self._send(200, BODY)

    def wrong_range(self) -> None:
        self._rest(BODY, 5) if self._from() else self._send(200, BODY)

    def beyond(self) -> None:
        self._send(416, b"", Content_Range=f"bytes */{len(BODY)}")

    def stall(self) -> None:
        self._send(200, BODY[:100], len(BODY))
        time.sleep(0.6)

    def drip(self) -> None:
        self._send(200, b"", len(BODY))
        for at in range(20):
            self.wfile.write(BODY[at : at + 1])
            self.wfile.flush()
            time.sleep(0.03)

    def says_too_much(self) -> None:
        self._send(200, BODY[:10], 1 << 40)

    def sends_too_much(self) -> None:
        self._send(200, BODY * 3, -1)

    def unavailable(self) -> None:
        first = self.hostile.times("unavailable") == 1
        self._send(503, b"") if first else self._send(200, BODY)

    def missing(self) -> None:
        self._send(404, b"gone")

    def garbage(self) -> None:
        self.wfile.write(b"\x00\x01 this is not http\r\n\r\n")

    def loop(self) -> None:
        self._send(302, b"", Location=self.path + "/on")

    def to_private(self) -> None:
        self._send(302, b"", Location=self.hostile.url("whole"))

    def to_metadata(self) -> None:
        self._send(307, b"", Location="http://169.254.169.254/latest")

    def to_mapped(self) -> None:
        self._send(301, b"", Location=f"http://[::ffff:127.0.0.1]:{self.hostile.port}/whole")

    def to_rebound(self) -> None:
        self._send(302, b"", Location=f"http://rebound.example:{self.hostile.port}/whole")

    def to_file(self) -> None:
        self._send(302, b"", Location="file:///a/b")

    def to_user(self) -> None:
        self._send(302, b"", Location="https://me:secret@example.org/")

    def nowhere(self) -> None:
        self._send(302, b"")


def served(context: ssl.SSLContext | None = None) -> Iterator[Hostile]:
    handler = type("Handler", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    hostile = Hostile(server.server_address[1])
    handler.hostile = hostile  # type: ignore[attr-defined]
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
    thread.start()
    yield hostile
    server.shutdown()
    server.server_close()


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hostile]:
    monkeypatch.setattr(fetch, "PAUSE", 0.001)
    yield from served()


@pytest.fixture
def open_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take this machine's loopback for a public address, so that redirects within it can be tried."""
    monkeypatch.setattr(address, "is_public", lambda ip: True)


def get(hostile: Hostile, path: str, folder: Path, **options: Any) -> Fetched:
    given: dict[str, Any] = {"timeout": 5.0, "attempts": 3, "folder": folder, **options}
    return fetch.fetch("parks", hostile.url(path), PINNED, folder / "parks.csv", **given)


def left(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_file_comes_whole_and_says_how_far_it_is(hostile: Hostile, tmp_path: Path) -> None:
    told: list[float] = []
    found = get(hostile, "whole", tmp_path, progress=told.append)
    assert found == Fetched("parks", tmp_path / "parks.csv", "downloaded", len(BODY), PINNED)
    assert (tmp_path / "parks.csv").read_bytes() == BODY
    assert left(tmp_path) == {"parks.csv": len(BODY)}
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_folders_are_made(hostile: Hostile, tmp_path: Path) -> None:
    target = tmp_path / "lists" / "2018" / "parks.csv"
    fetch.fetch("parks", hostile.url("whole"), PINNED, target)
    assert target.read_bytes() == BODY


def test_a_file_with_the_right_hash_is_left_alone(hostile: Hostile, tmp_path: Path) -> None:
    (tmp_path / "parks.csv").write_bytes(BODY)
    assert get(hostile, "whole", tmp_path).state == "present"
    assert hostile.asked == []


def test_a_file_with_another_hash_is_only_replaced_when_told(hostile: Hostile, tmp_path: Path) -> None:
    (tmp_path / "parks.csv").write_bytes(OTHER)
    with pytest.raises(FetchError, match=f"parks: .*another hash: pinned {PINNED}, found [0-9a-f]+"):
        get(hostile, "whole", tmp_path)
    assert (tmp_path / "parks.csv").read_bytes() == OTHER
    assert get(hostile, "whole", tmp_path, replace=True).state == "downloaded"
    assert (tmp_path / "parks.csv").read_bytes() == BODY


def test_a_lie_about_the_hash_replaces_nothing(hostile: Hostile, tmp_path: Path) -> None:
    (tmp_path / "parks.csv").write_bytes(b"old")
    lied = hashlib.sha256(OTHER).hexdigest()
    with pytest.raises(FetchError, match=f"pinned {PINNED}, received {lied}; nothing was kept"):
        get(hostile, "lie", tmp_path, replace=True)
    assert left(tmp_path) == {"parks.csv": 3}
    assert hostile.times("lie") == 1


def test_a_broken_transfer_is_resumed(hostile: Hostile, tmp_path: Path) -> None:
    assert get(hostile, "truncated_once", tmp_path).state == "resumed"
    assert (tmp_path / "parks.csv").read_bytes() == BODY
    assert hostile.header("Range") == [None, f"bytes={HALF}-"]
    assert hostile.header("If-Range") == [None, '"one"']
    assert set(hostile.header("Accept-Encoding")) == {"identity"}


def test_what_came_is_kept_for_the_next_run(hostile: Hostile, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"broke off after 300 .*tried 3 times.*the 300 bytes that came are kept"):
        get(hostile, "truncated_always", tmp_path)
    assert left(tmp_path) == {"parks.csv.part": 300}
    assert get(hostile, "ranged", tmp_path).state == "resumed"
    assert left(tmp_path) == {"parks.csv": len(BODY)}


@pytest.mark.parametrize("path", ["ignores_range", "changes_tag", "joins_versions"])
def test_parts_of_two_versions_are_never_joined(path: str, hostile: Hostile, tmp_path: Path) -> None:
    assert get(hostile, path, tmp_path).state == "downloaded"
    assert (tmp_path / "parks.csv").read_bytes() == BODY
    assert left(tmp_path) == {"parks.csv": len(BODY)}


@pytest.mark.parametrize("path", ["ranged", "wrong_range", "whole"])
def test_a_wrong_part_of_an_earlier_run_is_thrown_away(path: str, hostile: Hostile, tmp_path: Path) -> None:
    (tmp_path / "parks.csv.part").write_bytes(OTHER[:HALF])
    assert get(hostile, path, tmp_path).state == "downloaded"
    assert (tmp_path / "parks.csv").read_bytes() == BODY


def test_a_complete_part_needs_no_more_bytes(hostile: Hostile, tmp_path: Path) -> None:
    (tmp_path / "parks.csv.part").write_bytes(BODY)
    assert get(hostile, "beyond", tmp_path).state == "resumed"
    assert left(tmp_path) == {"parks.csv": len(BODY)}


def test_a_part_longer_than_the_file_is_thrown_away(hostile: Hostile, tmp_path: Path) -> None:
    (tmp_path / "parks.csv.part").write_bytes(BODY + b"x")
    with pytest.raises(FetchError, match="the server answered 416"):
        get(hostile, "beyond", tmp_path)
    assert left(tmp_path) == {}


@pytest.mark.parametrize(
    ("path", "message"), [("stall", "nothing came for 0.3 seconds"), ("drip", r"only \d+ bytes came in 0.3 seconds")]
)
def test_a_stall_ends(path: str, message: str, hostile: Hostile, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=message):
        get(hostile, path, tmp_path, timeout=0.3, attempts=1)
    assert not (tmp_path / "parks.csv").exists()


@pytest.mark.parametrize("path", ["says_too_much", "sends_too_much"])
def test_too_much_is_refused_and_deleted(path: str, hostile: Hostile, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=f"more .*{len(BODY)}.* allowed"):
        get(hostile, path, tmp_path, max_bytes=len(BODY))
    assert left(tmp_path) == {}
    assert hostile.times(path) == 1


def test_a_busy_server_is_asked_again(hostile: Hostile, tmp_path: Path) -> None:
    assert get(hostile, "unavailable", tmp_path).state == "downloaded"
    assert hostile.times("unavailable") == 2


def test_a_missing_file_is_not_asked_for_again(hostile: Hostile, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"parks: http://.*/missing: the server answered 404 Not Found"):
        get(hostile, "missing", tmp_path)
    assert hostile.times("missing") == 1
    assert left(tmp_path) == {}


def test_a_host_is_known_by_its_name_and_tried_at_each_of_its_addresses(hostile: Hostile, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=rf"http://localhost:{hostile.port}/missing: the server answered 404"):
        fetch.fetch("parks", hostile.url("missing", "localhost"), PINNED, tmp_path / "parks.csv", timeout=5)
    assert hostile.header("Host") == [f"localhost:{hostile.port}"]


def test_an_answer_that_is_not_http_is_an_error(hostile: Hostile, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="broke off after 0 bytes"):
        get(hostile, "garbage", tmp_path)
    assert left(tmp_path) == {}


def test_a_server_that_is_not_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "PAUSE", 0.001)
    with pytest.raises(FetchError, match=r"no connection .*tried 2 times"):
        get(Hostile(1), "whole", tmp_path, attempts=2)
    assert left(tmp_path) == {}


@pytest.mark.parametrize("path", ["to_private", "to_metadata", "to_mapped"])
def test_a_redirect_to_a_private_address_is_refused(path: str, hostile: Hostile, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"parks: a redirect to '.*' leads to .*, which is not a public address"):
        get(hostile, path, tmp_path)
    assert hostile.times("whole") == 0
    assert left(tmp_path) == {}


def test_a_name_is_looked_up_once_and_its_address_used(
    hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second answer would be the one of a rebinding name server; the first must be checked, and connected to."""
    looked_up: list[str] = []
    real = socket.getaddrinfo

    def rebinding(host: str, port: int, *rest: Any, **options: Any) -> Any:
        if host != "rebound.example":
            return real(host, port, *rest, **options)
        looked_up.append(host)
        answer = "192.0.2.1" if len(looked_up) == 1 else "127.0.0.1"
        return [(2, 1, 6, "", (answer, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(address, "is_public", lambda ip: ip == "192.0.2.1")
    connected: list[str] = []
    opened = fetch._open

    def watched(client: Any, url: Any, ips: list[str], asked: dict[str, str]) -> Any:
        connected.extend(ips)
        return opened(client, url, ["127.0.0.1"], asked)  # there is no network here to reach the other

    monkeypatch.setattr(fetch, "_open", watched)
    assert get(hostile, "to_rebound", tmp_path).state == "downloaded"
    assert looked_up == ["rebound.example"]
    assert connected == ["127.0.0.1", "192.0.2.1"]
    assert hostile.header("Host")[-1] == f"rebound.example:{hostile.port}"


def test_one_private_address_among_public_ones_is_enough(
    hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.7", 80))]
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *rest, **options: answers if host == "rebound.example" else real(host, *rest, **options),
    )
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.7"):
        get(hostile, "to_rebound", tmp_path)


@pytest.mark.usefixtures("open_world")
def test_redirects_are_followed_to_a_public_address(hostile: Hostile, tmp_path: Path) -> None:
    assert get(hostile, "to_private", tmp_path).state == "downloaded"


@pytest.mark.usefixtures("open_world")
def test_a_loop_of_redirects_ends(hostile: Hostile, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="more than 5 redirects"):
        get(hostile, "loop", tmp_path)
    assert len(hostile.asked) == 6
    assert left(tmp_path) == {}


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("to_file", "'file:/a/b' is not an address of http or https"),
        ("to_user", "holds a user name or password"),
        ("nowhere", "redirects without saying where to"),
    ],
)
def test_a_redirect_off_the_web_is_refused(path: str, message: str, hostile: Hostile, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=message) as refused:
        get(hostile, path, tmp_path)
    assert "secret" not in str(refused.value)
    assert left(tmp_path) == {}


def test_no_proxy_is_taken_from_the_environment(
    hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert get(hostile, "whole", tmp_path).state == "downloaded"


@pytest.mark.parametrize("target", ["../parks.csv", "link/parks.csv"])
def test_a_path_out_of_the_data_folder_is_refused(target: str, hostile: Hostile, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    with pytest.raises(FetchError, match="is not inside the data folder"):
        fetch.fetch("parks", hostile.url("whole"), PINNED, folder / target, folder=folder)
    assert hostile.asked == []
    assert left(tmp_path) == {}


def test_without_a_pinned_hash_nothing_is_fetched(hostile: Hostile, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="parks: the study pins no sha256"):
        fetch.fetch("parks", hostile.url("whole"), None, tmp_path / "parks.csv")
    assert hostile.asked == []


def test_a_place_that_cannot_be_written_is_named(hostile: Hostile, tmp_path: Path) -> None:
    (tmp_path / "lists").write_text("a file")
    with pytest.raises(FetchError, match=r"parks: cannot write '.*parks\.csv'"):
        fetch.fetch("parks", hostile.url("whole"), PINNED, tmp_path / "lists" / "parks.csv")


def test_a_full_disk_is_named_and_the_old_file_stays(
    hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "parks.csv").write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fetch, "_receive", full)
    with pytest.raises(FetchError, match=r"cannot write .*No space left on device"):
        get(hostile, "whole", tmp_path, replace=True)
    assert (tmp_path / "parks.csv").read_bytes() == b"old"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl, which is not here")
def test_the_certificate_must_be_of_the_host_that_was_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "PAUSE", 0.001)
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(["openssl", *made.split(), *names], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    server = served(context)
    hostile = next(server)
    folder = tmp_path / "data"
    named, by_number = (hostile.url("whole", host).replace("http:", "https:") for host in ("localhost", "127.0.0.1"))
    assert fetch.fetch("parks", named, PINNED, folder / "parks.csv", timeout=5).state == "downloaded"
    with pytest.raises(FetchError, match=r"no connection .*CERTIFICATE_VERIFY_FAILED"):
        fetch.fetch("parks", by_number, PINNED, folder / "again.csv", timeout=5, attempts=1)
    assert left(folder) == {"parks.csv": len(BODY)}
    next(server, None)
