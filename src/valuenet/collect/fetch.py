"""Downloading a source: pinned by its hash, resumed, bounded, and never led to a private address."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from valuenet.collect.address import addresses, redirected, web_address
from valuenet.errors import FetchError

if TYPE_CHECKING:
    import httpx

Progress = Callable[[float], None]
"""Told how much of a file is here, from 0 to 1; stays 0 while its size is not known."""

REDIRECTS = 5
PAUSE = 0.25
"""Seconds before the second attempt; each further one waits twice as long."""
_SLOWEST = 1024  # bytes within one timeout; less is a stall


@dataclass(frozen=True)
class Fetched:
    """A file that is in its place with the hash the study pins."""

    source_id: str
    path: Path
    state: Literal["present", "downloaded", "resumed"]
    size: int
    sha256: str


@dataclass
class _Part:
    """What has come of a file, and the mark (`ETag`, `Last-Modified`) by which its server knows the version."""

    path: Path
    mark: str | None = None

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)
        self.mark = None


class _Broken(Exception):
    """A transfer that ended early; the next attempt goes on where it ended."""


def fetch(
    source_id: str,
    url: str,
    sha256: str | None,
    target: Path,
    *,
    folder: Path | None = None,
    replace: bool = False,
    progress: Progress | None = None,
    timeout: float = 30.0,
    max_bytes: int = 1 << 32,
    attempts: int = 4,
) -> Fetched:
    """Download `url` to `target`, which must lie in `folder` where that is given, and return what is there.

    The file grows as `target` + `.part` and takes its name only when its hash is `sha256` (lower-case hex). A file
    already there with that hash is left alone, one with another is an error unless `replace`. `timeout` is in seconds,
    for connecting and for each silence; a break is resumed, at most `attempts` times in all. What came before a break
    stays in the part for the next call, what cannot be right (wrong hash, over `max_bytes`) is deleted.
    Raises `FetchError`.

    >>> fetch("parks", "ftp://example.org/parks.csv", "0" * 64, Path("parks.csv"))
    Traceback (most recent call last):
    valuenet.errors.FetchError: parks: 'ftp://example.org/parks.csv' is not an address of http or https
    """
    try:
        if sha256 is None:
            raise FetchError("the study pins no sha256, so a download could not be checked: add it, or place the file")
        first = web_address(url)
        _refuse_outside(target, folder)
        if target.exists() and (there := _present(source_id, target, sha256, replace=replace)):
            return there
        target.parent.mkdir(parents=True, exist_ok=True)
        part = _Part(target.with_name(target.name + ".part"))
        told = progress or (lambda done: None)
        resumed = _download(first, part, sha256, told, timeout, max_bytes, attempts)
        size = part.size
        os.replace(part.path, target)
    except FetchError as refused:
        raise FetchError(f"{source_id}: {refused}") from None
    except OSError as wrong:
        raise FetchError(f"{source_id}: cannot write '{target}': {wrong.strerror or wrong}") from wrong
    return Fetched(source_id, target, "resumed" if resumed else "downloaded", size, sha256)


def _refuse_outside(target: Path, folder: Path | None) -> None:
    if folder is not None and not target.resolve().is_relative_to(folder.resolve()):
        raise FetchError(f"'{target}' is not inside the data folder")


def _present(source_id: str, target: Path, sha256: str, *, replace: bool) -> Fetched | None:
    if not target.is_file():
        raise FetchError(f"'{target}' is there and is not a file")
    found = _hash(target)
    if found == sha256:
        return Fetched(source_id, target, "present", target.stat().st_size, found)
    if not replace:
        raise FetchError(
            f"'{target}' is there with another hash: pinned {sha256}, found {found}; move it away or allow replacing it"
        )
    return None


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _download(
    url: httpx.URL, part: _Part, sha256: str, told: Progress, timeout: float, max_bytes: int, attempts: int
) -> bool:
    """Bring the part to the pinned hash; return whether it was resumed."""
    import httpx

    trouble, resumed = "", False
    with httpx.Client(trust_env=False, verify=httpx.create_ssl_context(), timeout=timeout) as client:
        for attempt in range(attempts):
            time.sleep(PAUSE * 2 ** (attempt - 1) if attempt else 0)
            try:
                resumed = _transfer(client, url, part, told, timeout, max_bytes)
            except _Broken as broken:
                trouble = str(broken)
                continue
            found = _hash(part.path)
            if found == sha256:
                told(1.0)
                return resumed
            trouble = f"the file has another hash: pinned {sha256}, received {found}"
            part.discard()
            if not resumed:  # a file that came in one piece is what the server has
                raise FetchError(f"{url}: {trouble}; nothing was kept")
    kept = f"; the {part.size} bytes that came are kept for the next try" if part.size else ""
    raise FetchError(f"{url}: {trouble} (tried {attempts} times){kept}")


def _transfer(
    client: httpx.Client, url: httpx.URL, part: _Part, told: Progress, timeout: float, max_bytes: int
) -> bool:
    """Fetch what the part lacks; return whether it was gone on with rather than begun anew."""
    import httpx

    held = part.size
    asked = {"Accept-Encoding": "identity", "User-Agent": "valuenet"}
    if held:
        asked["Range"] = f"bytes={held}-"
        asked |= {"If-Range": part.mark} if part.mark else {}
    try:
        with _answer(client, url, asked) as answer:
            start, total = _place(url, answer, part, held)
            if total is not None and total > max_bytes:
                part.discard()
                raise FetchError(f"{url}: the file has {total} bytes, more than the {max_bytes} allowed")
            if start is None:
                return True
            part.mark = _mark(answer)
            with part.path.open("r+b" if start else "wb") as file:
                file.seek(start)
                _receive(answer, file, start, total, told, timeout, max_bytes)
    except _TooMuch:
        part.discard()
        raise FetchError(f"{url}: more came than the {max_bytes} bytes allowed") from None
    except httpx.ConnectError as wrong:
        raise _Broken(f"no connection ({wrong})") from None
    except httpx.TimeoutException as wrong:
        waited = "no connection" if isinstance(wrong, httpx.ConnectTimeout) else "nothing came"
        raise _Broken(f"{waited} for {timeout:g} seconds") from None
    except httpx.TransportError as wrong:
        raise _Broken(f"the transfer broke off after {part.size} bytes ({wrong or type(wrong).__name__})") from None
    return start > 0


class _TooMuch(Exception):
    """More bytes came than are allowed."""


def _receive(
    answer: httpx.Response, file: BinaryIO, start: int, total: int | None, told: Progress, timeout: float, most: int
) -> None:
    done, since, counted = start, time.monotonic(), start
    for chunk in answer.iter_raw():
        done += len(chunk)
        if done > most:
            raise _TooMuch
        file.write(chunk)
        told(done / total if total else 0.0)
        if time.monotonic() - since > timeout:
            if done - counted < _SLOWEST:
                raise _Broken(f"only {done - counted} bytes came in {timeout:g} seconds")
            since, counted = time.monotonic(), done
    file.flush()
    os.fsync(file.fileno())
    if total is not None and done != total:
        raise _Broken(f"the transfer broke off after {done} of {total} bytes")


def _place(url: httpx.URL, answer: httpx.Response, part: _Part, held: int) -> tuple[int | None, int | None]:
    """Return from where the answer's bytes go on (None: there are none to come) and the size of the whole file."""
    status = answer.status_code
    if status == 200:
        length = re.fullmatch(r"[0-9]{1,18}", answer.headers.get("content-length", ""))
        return 0, int(length[0]) if length else None
    said = re.fullmatch(r"bytes (?:([0-9]+)-[0-9]+|\*)/([0-9]{1,18}|\*)", answer.headers.get("content-range", ""))
    total = int(said[2]) if said and said[2] != "*" else None
    if status == 416 and held and total == held:
        return None, total
    changed = part.mark is not None and _mark(answer) not in (None, part.mark)
    if status == 206 and held and not changed and said and said[1] == str(held):
        return held, total
    if status in (206, 416) and held:
        part.discard()
        raise _Broken(
            "the file on the server changed between two parts of it" if changed else "another part came than asked"
        )
    if status >= 500 or status in (408, 425, 429):
        raise _Broken(f"the server answered {status} {answer.reason_phrase}".rstrip())
    raise FetchError(f"{url}: the server answered {status} {answer.reason_phrase}".rstrip())


def _mark(answer: httpx.Response) -> str | None:
    """Return the mark of a version: a strong `ETag` (a weak one does not promise the same bytes) or `Last-Modified`."""
    tag: str | None = answer.headers.get("etag")
    dated: str | None = answer.headers.get("last-modified")
    return tag if tag and not tag.startswith("W/") else dated


@contextmanager
def _answer(client: httpx.Client, url: httpx.URL, asked: dict[str, str]) -> Iterator[httpx.Response]:
    """Give the answer at the end of the redirects; only the first address, which the user chose, may be private."""
    for hop in range(REDIRECTS + 1):
        answer = _open(client, url, addresses(url, private=hop == 0), asked)
        try:
            if answer.status_code not in (301, 302, 303, 307, 308):
                yield answer
                return
            url = redirected(url, answer.headers.get("location"))
        finally:
            answer.close()
    raise FetchError(f"more than {REDIRECTS} redirects, the last to {url}")


def _open(client: httpx.Client, url: httpx.URL, ips: list[str], asked: dict[str, str]) -> httpx.Response:
    """Connect to the first of the checked addresses that answers, as the host of `url` (also for its certificate)."""
    import httpx

    headers = {**asked, "Host": url.netloc.decode("ascii")}
    extensions = {"sni_hostname": url.raw_host.decode("ascii")}
    for ip in ips[:-1]:
        try:
            return client.send(
                client.build_request("GET", url.copy_with(host=ip), headers=headers, extensions=extensions), stream=True
            )
        except (httpx.ConnectError, httpx.ConnectTimeout):
            continue
    request = client.build_request("GET", url.copy_with(host=ips[-1]), headers=headers, extensions=extensions)
    return client.send(request, stream=True)
