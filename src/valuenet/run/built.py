"""What a build leaves: known to those who only look at a database, without loading all that makes one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

Progress = Callable[[str, float], None]
"""Told the words of a stage and how much of it is done, from 0 to 1."""


@dataclass
class Built:
    """A finished build: the file, and what its user should know.

    >>> Built(Path("out/study.duckdb")).warnings
    []
    """

    path: Path
    warnings: list[str] = field(default_factory=list)
