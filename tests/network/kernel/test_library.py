"""The compiled kernel is found, told to stay away, and missed with one warning."""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Iterator

import numpy as np
import pytest

from valuenet.network.kernel import library


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    library.library.cache_clear()
    yield
    library.library.cache_clear()


def test_it_can_be_told_to_stay_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(library.KERNEL_VARIABLE, "none")
    assert library.library() is None
    assert not library.takes(np.zeros(1, np.int32))


def test_where_it_is_missing_one_warning_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(library.KERNEL_VARIABLE, "nowhere.so")
    with pytest.warns(RuntimeWarning, match="slower path in NumPy"):
        assert library.library() is None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert library.library() is None


@pytest.mark.skipif(library.library() is None, reason="the kernel was not built here")
def test_it_takes_indices_of_32_bits() -> None:
    assert library.takes(np.zeros(1, np.int32), np.zeros(2, np.int32))
    assert not library.takes(np.zeros(1, np.int32), np.zeros(2, np.int64))


SHORT_OF_MEMORY = """
import resource
import numpy as np
from valuenet.network.kernel.library import call
nodes = 100_000_000
start, none = np.zeros(nodes + 1, np.int32), np.zeros(1, np.int32)
pages = int(open("/proc/self/statm").read().split()[0])
held = pages * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (held + 50_000_000, held + 50_000_000))
try:
    call("triangles", nodes, start, none, none.view(np.int8), none, none)
except MemoryError as error:
    print(error)
"""


@pytest.mark.skipif(library.library() is None, reason="the kernel was not built here")
@pytest.mark.skipif(sys.platform != "linux", reason="limits a process as Linux does")
def test_lack_of_memory_is_told() -> None:
    ended = subprocess.run([sys.executable, "-c", SHORT_OF_MEMORY], capture_output=True, text=True, check=True)
    assert ended.stdout == "not enough memory for the network (triangles)\n"
