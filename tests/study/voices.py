"""The study folder of `valuenet new` with its examples of an own voice put to use."""

from __future__ import annotations

from pathlib import Path

from valuenet.study.template import new_study


def in_use(folder: Path) -> Path:
    """Write the example study into `folder`, take the marks of comments from its folder `report`, and return it."""
    new_study(folder)
    for path in (folder / "report").rglob("*.*"):
        mark = "-- " if path.suffix == ".sql" else "# "
        lines = path.read_text(encoding="utf-8").splitlines()
        if path.suffix == ".sql":
            lines = lines[: lines.index("")]  # what follows is said to the reader
        if path.suffix == ".csv":
            lines = [line for line in lines if "," in line and line.count(",") >= 4]
        path.write_text("\n".join(line.removeprefix(mark) for line in lines) + "\n", encoding="utf-8")
    return folder
