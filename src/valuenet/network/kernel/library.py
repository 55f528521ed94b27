"""Finding the compiled kernel, and calling its functions on NumPy arrays."""

from __future__ import annotations

import ctypes
import os
import warnings
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from typing import Any

import numpy as np

KERNEL_VARIABLE = "VALUENET_KERNEL"
"""The environment variable that names another library to load (one built with sanitizers), or `none` for no kernel."""
ABSENT = "valuenet's compiled kernel is not there: the network takes the slower path in NumPy, with the same numbers"
OUT_OF_MEMORY = -1
"""What a function of the kernel returns where it could not get its memory."""


@cache
def library() -> ctypes.CDLL | None:
    """Return the compiled kernel, or None, with one warning, where it was not built (no C compiler at installation).

    Calls release Python's lock: independent pieces of work run side by side in threads.
    """
    named = os.environ.get(KERNEL_VARIABLE)
    if named == "none":
        return None
    here = Path(__file__).parent
    candidates = [Path(named)] if named else [here / f"_kernel{suffix}" for suffix in EXTENSION_SUFFIXES]
    found = next((path for path in candidates if path.exists()), None)
    if found is None:
        warnings.warn(ABSENT, RuntimeWarning, stacklevel=2)
        return None
    return ctypes.CDLL(str(found))


def takes(*arrays: np.ndarray[Any, Any]) -> bool:
    """Whether the kernel is there and takes graphs with these index arrays: those of 32 bits (up to 2^31 - 1 entries).

    >>> takes(np.zeros(3, np.int64))
    False
    """
    return all(array.dtype == np.int32 for array in arrays) and library() is not None


def call(name: str, *arguments: np.ndarray[Any, Any] | int) -> int:
    """Call a function of the kernel on contiguous arrays and 64-bit integers; return its 64-bit integer.

    An array goes as the address of its first element: the C prototype says which type it must hold. Raises
    `MemoryError` where the function says that it could not get its memory.
    """
    loaded = library()
    assert loaded is not None, "ask takes() first"
    function = _function(loaded, name)
    passed = []
    for argument in arguments:
        if isinstance(argument, np.ndarray):
            assert argument.flags.c_contiguous
            passed.append(ctypes.c_void_p(argument.ctypes.data))
        else:
            passed.append(ctypes.c_int64(argument))  # type: ignore[arg-type]
    result: int = function(*passed)
    if result == OUT_OF_MEMORY:
        raise MemoryError(f"not enough memory for the network ({name})")
    return result


@cache
def _function(loaded: ctypes.CDLL, name: str) -> Any:
    function = loaded[f"valuenet_{name}"]
    function.restype = ctypes.c_int64
    return function
