"""The kernel under the address and undefined-behaviour sanitizers: the network's tests once more, on that build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.shared_files import made_once

ROOT = Path(__file__).parents[3]
COMPILER = shutil.which("gcc")
TESTED = (
    "test_clustering.py",
    "test_components.py",
    "test_cores.py",
    "position/test_dependencies.py",
    "paths/test_distances.py",
    "test_graph.py",
    "groups/test_leiden.py",
    "paths/test_paths.py",
    "paths/test_plan.py",
    "position/test_reach.py",
    "chance/test_rewiring.py",
)
"""The files of tests, beside this folder, whose subjects call the kernel."""


CHANCE = ("likel", "as_often_as", "clustering_after_rewiring", "as_much_as_igraph")
"""Parts of the names of tests that call the kernel thousands of times to judge what chance brings: by then, every
access has been watched by others of the same file. The slow test runs them, too."""


NAME = "sanitized.so"
"""By which tests know that they are watched, and take a smaller network where a large one takes minutes."""


def _sources() -> list[str]:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [str(ROOT / source) for source in declared["tool"]["setuptools"]["ext-modules"][0]["sources"]]


def _built(to: Path, *optimised: str) -> None:
    """Build the kernel so that it stops at the first wrong access or undefined operation."""
    assert COMPILER is not None
    flags = ["-std=c11", *optimised, "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"]
    made = subprocess.run(
        [COMPILER, *flags, *sanitizers, *_sources(), "-o", str(to)], capture_output=True, text=True, check=False
    )
    if "cannot find" in made.stderr:
        pytest.skip("gcc has no sanitizers here")
    assert made.returncode == 0, made.stderr


@pytest.fixture(scope="session")
def sanitized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kernel as its authors wrote it, which takes a fifth of the time to build."""
    if COMPILER is None:
        pytest.skip("no gcc here")
    return made_once(tmp_path_factory, "sanitized", lambda folder: _built(folder / NAME, "-O0")) / NAME


@pytest.fixture(scope="session")
def optimised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kernel with what the compiler makes of it, and every warning that comes of looking closer."""
    if COMPILER is None:
        pytest.skip("no gcc here")
    folder = made_once(tmp_path_factory, "optimised", lambda folder: _built(folder / NAME, "-O1", "-g"))
    return folder / NAME


def _run(kernel: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    assert COMPILER is not None
    runtimes = [
        subprocess.run(
            [COMPILER, f"-print-file-name={name}"], capture_output=True, text=True, check=True
        ).stdout.strip()
        for name in ("libasan.so", "libubsan.so")
    ]
    options = {"ASAN_OPTIONS": "detect_leaks=0", "UBSAN_OPTIONS": "print_stacktrace=1", "VALUENET_KERNEL": str(kernel)}
    return subprocess.run(
        [sys.executable, *words],
        env={**os.environ, **options, **more, "LD_PRELOAD": " ".join(runtimes)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def _tested(kernel: Path, names: tuple[str, ...], networks: int, without: tuple[str, ...] = ()) -> None:
    few = ("-k", " and ".join(f"not {each}" for each in ("numpy", *without)))  # the twin never calls the kernel
    files = [f"tests/network/{name}" for name in names]
    words = ("-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", *few, *files)
    ended = _run(kernel, *words, VALUENET_TEST_NETWORKS=str(networks))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "100%]" in ended.stdout


def test_no_wrong_access_and_nothing_undefined(sanitized: Path) -> None:
    _tested(sanitized, TESTED, networks=8, without=CHANCE)


@pytest.mark.slow
@pytest.mark.parametrize("name", TESTED)
def test_no_wrong_access_and_nothing_undefined_in_many_networks(optimised: Path, name: str) -> None:
    _tested(optimised, (name,), networks=150)


def test_the_sanitizer_would_tell(sanitized: Path) -> None:
    """A list of relations that runs past its end is stopped, so that the test above can fail."""
    wrong = (
        "import numpy as np; from valuenet.network.kernel.library import call;"
        "few = np.zeros(1, np.int32); more = np.zeros(2, np.int32); most = np.zeros(2, np.int64);"
        "call('triangles', 2, 9999, few, few, more, most, most)"
    )
    ended = _run(sanitized, "-c", wrong)
    assert ended.returncode != 0
    assert "AddressSanitizer" in ended.stderr
