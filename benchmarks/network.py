"""The network engine beside others: path length and local clustering by size, and the estimate of the largest."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from typing import Any

from benchmarks.engines import SOURCES, WORKS
from benchmarks.measured import Cost, Failed, Line, measured, python, table, tell


@dataclass(frozen=True)
class Piece:
    """One thing to measure: who does it, at how many times the reference size, how often, and the goal beside peers."""

    what: str
    by: str
    size: int
    times: int = 1
    goals: tuple[tuple[str, float], ...] = ()
    """Peers, and how many times their CPU seconds have to be those of this piece."""
    note: str = ""

    @property
    def name(self) -> str:
        """Its name on the command line."""
        return f"{self.what} {self.size}x: {self.by}"


PROJECTED = f"projected from {SOURCES} sources"
CORRECTED = f"projected from the closeness of {10 * SOURCES} nodes, times what the path length takes of that at 1x"
PIECES = (
    Piece("path length, undirected", "networkx", 1, note=PROJECTED),
    Piece("path length, undirected", "networkit", 1, note="closeness: a search from each node"),
    Piece("path length, undirected", "igraph", 1),
    Piece("path length, undirected", "valuenet in NumPy", 1, 3, (("igraph", 20),)),
    Piece("path length, undirected", "valuenet", 1, 15, (("igraph", 1500),)),
    Piece("path length, directed", "networkx", 1, note=PROJECTED),
    Piece("path length, directed", "networkit", 1, note="closeness: a search from each node"),
    Piece("path length, directed", "igraph", 1),
    Piece("path length, directed", "valuenet in NumPy", 1, 3),
    Piece("path length, directed", "valuenet", 1, 15, (("igraph", 200),)),
    Piece("path length, undirected", "igraph", 10, note=CORRECTED),
    Piece("path length, undirected", "valuenet", 10, 3, (("igraph", 3000),)),
    Piece("path length, directed", "igraph", 10, note=CORRECTED),
    Piece("path length, directed", "valuenet", 10, 3, (("igraph", 250),)),
    Piece("ties, all three readings", "valuenet", 1, 30, note="goal 1.5 ms"),
    *(
        Piece("clustering, undirected", by, size, 9 if size < 100 else 1, goals)
        for size in (1, 10, 100)
        for by, goals in (
            ("igraph", ()),
            ("networkit", ()),
            ("networkit in turbo mode", ()),
            ("valuenet", (("igraph", 2.0), ("networkit", 5.0), ("networkit in turbo mode", 5.0))),
        )
    ),
    Piece("estimate, undirected", "valuenet", 10, 3),
    Piece("estimate, directed", "valuenet", 10, 3),
    Piece("estimate, undirected", "valuenet", 1000, note="goal 15 s, 3 GB"),
    Piece("estimate, directed", "valuenet", 1000, note="goal 15 s, 3 GB"),
    Piece("estimates from eight samples, undirected", "valuenet", 10, note="goal 0.15 % off"),
    Piece("estimates from eight samples, undirected", "valuenet", 1000, note="goal 0.15 % off"),
)


def lines(pieces: Sequence[Piece] = PIECES) -> Iterator[Line]:
    """Yield what each piece takes in a process of its own: CPU and wall seconds of the work alone, the median of runs.

    Memory is that of the process, which has made the arcs itself. Where a peer was measured before, the note says how
    many times its CPU seconds are those of valuenet, and the goal.
    """
    seconds: dict[tuple[str, int, str], float] = {}
    for piece in pieces:
        library = piece.by.partition(" ")[0]
        if find_spec(library) is None:
            yield Line(f"{piece.what} {piece.size}x", piece.by, None, f"skipped: {library} is not installed")
            continue
        yield _line(piece, seconds)


def _line(piece: Piece, seconds: dict[tuple[str, int, str], float]) -> Line:
    what = f"{piece.what} {piece.size}x"
    tell(f"{what} with {piece.by}")
    twin = ["env", "VALUENET_KERNEL=none"] if piece.by.endswith("in NumPy") else []
    try:
        cost = measured([*twin, *python("-m", "benchmarks.network", "--only", piece.name)])
    except Failed as failed:
        return Line(what, piece.by, None, f"failed: {failed}")
    found = json.loads(cost.printed)
    values = found["values"]
    cpu = values.pop("projected CPU s", found["cpu_s"])
    seconds[piece.what, piece.size, piece.by] = cpu
    said = [f"{1000 * cpu:.2f} ms"] if cpu < 0.1 else []
    said += [piece.note, *(f"{key} {value:,.6g}" for key, value in values.items())]
    for peer, goal in piece.goals:
        if (piece.what, piece.size, peer) in seconds:
            ratio = seconds[piece.what, piece.size, peer] / cpu
            said.append(f"{ratio:,.1f} times {peer} (goal {goal:,.0f})")
    return Line(what, piece.by, Cost(cpu, found["wall_s"], cost.peak_mb), "; ".join(filter(None, said)))


def _only(name: str) -> dict[str, Any]:
    """Do one piece of work in this process, as often as it asks, and return what it found and took."""
    piece = next(each for each in PIECES if each.name == name)
    work = WORKS[piece.what.partition(",")[0], piece.by](piece.what, piece.size)
    cpu, wall, values = [], [], {}
    for _ in range(piece.times):
        clocks = time.process_time(), time.monotonic()
        values = work()
        cpu.append(time.process_time() - clocks[0])
        wall.append(time.monotonic() - clocks[1])
    return {"values": values, "cpu_s": median(cpu), "wall_s": median(wall)}


def main(words: Sequence[str] | None = None) -> None:
    """Print the comparison, or, for the processes it starts, the result of one piece of work."""
    parser = argparse.ArgumentParser(description="Compare valuenet's network engine with others.")
    parser.add_argument("--up-to", type=int, default=1000, help="leave out networks of more times the reference size")
    parser.add_argument("--only", choices=[piece.name for piece in PIECES], help="one piece of work, printed as JSON")
    chosen = parser.parse_args(words)
    if chosen.only:
        print(json.dumps(_only(chosen.only)))
    else:
        print(table(lines([piece for piece in PIECES if piece.size <= chosen.up_to])))


if __name__ == "__main__":
    main()
