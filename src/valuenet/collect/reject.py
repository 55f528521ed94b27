"""What could not be taken from a source: a row or a cell, with its place and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Reject:
    """One rejected row or cell; `reason` is a code of the vocabulary `rejection_reason`."""

    row: int | None
    scope: Literal["row", "cell"]
    field: str | None
    value: str | None
    reason: str
    detail: str | None = None


class Unconvertible(Exception):
    """A cell that a converter cannot read; caught where the row is known and turned into a `Reject`."""

    def __init__(self, reason: str, detail: str | None = None) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
