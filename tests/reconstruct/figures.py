"""Small published figures for the tests of the reconstruction."""

from __future__ import annotations

from valuenet.model.figure import Figure


def percent(id: str, printed: str) -> Figure:
    """A printed percentage."""
    return Figure(id, "", "", "", "", float(printed), printed, len(printed.partition(".")[2]), "percent")


def count(id: str, value: int) -> Figure:
    """A printed count."""
    return Figure(id, "", "", "", "", value, str(value), 0, "count")


def by_id(*figures: Figure) -> dict[str, Figure]:
    """Figures by their ids."""
    return {figure.id: figure for figure in figures}
