"""Tests of what the kernel does run twice: with the compiled kernel, and with its twin in NumPy."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from valuenet.network.kernel import library

with pytest.MonkeyPatch.context() as hidden:  # igraph would read in all of matplotlib to be ready to draw: 1.6 s
    hidden.setitem(sys.modules, "matplotlib", None)
    import igraph as igraph


@pytest.fixture(params=["kernel", "numpy"])
def twin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give the name of the twin that works during the test."""
    if request.param == "numpy":
        monkeypatch.setenv(library.KERNEL_VARIABLE, "none")
        library.library.cache_clear()
    elif library.library() is None:
        pytest.skip("the kernel was not built here")
    yield request.param
    library.library.cache_clear()
