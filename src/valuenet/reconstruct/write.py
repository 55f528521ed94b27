"""Reconstructed tables to Parquet files: the same tables give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import polars as pl

from valuenet.errors import UsageError

_ROWS = 1 << 20  # one row group a file: its bounds do not depend on threads


def write_tables(tables: Mapping[str, pl.DataFrame], folder: Path) -> list[Path]:
    """Write each table to `folder/NAME.parquet` and return the paths; raise `UsageError` where that is impossible.

    A file is written beside and renamed. No time, no machine and no path enters it.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, frame in tables.items():
            path = folder / f"{name}.parquet"
            beside = path.with_suffix(".part")
            frame.write_parquet(
                beside, compression="zstd", compression_level=19, statistics=False, row_group_size=_ROWS
            )
            beside.replace(path)
            written.append(path)
    except OSError as error:
        raise UsageError(f"cannot write to {folder}: {error.strerror or error}") from None
    return written


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every Parquet file in `folder` by its name, in order."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.parquet"))}
