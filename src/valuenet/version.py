"""The version of this valuenet, as installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version


def version() -> str:
    """Return the installed version, or '0' when the source is run without being installed."""
    try:
        return installed_version("valuenet")
    except PackageNotFoundError:
        return "0"
