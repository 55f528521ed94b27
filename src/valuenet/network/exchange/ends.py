"""Which columns of a table name the two ends of a relation."""

from __future__ import annotations

from collections.abc import Sequence

_PAIRS = (
    ("source", "target"),
    ("from", "to"),
    ("src", "dst"),
    ("source_id", "target_id"),
    ("from_id", "to_id"),
    ("sourceid", "targetid"),
    ("fromnodeid", "tonodeid"),
    ("ego", "alter"),
    ("ego_id", "alter_id"),
    ("node1", "node2"),
    ("node_1", "node_2"),
    ("id1", "id2"),
    ("id_1", "id_2"),
    ("sender", "receiver"),
    ("origin", "destination"),
    ("supplier", "customer"),
    ("supplier", "buyer"),
    ("seller", "buyer"),
    ("exporter", "importer"),
    ("investor", "investee"),
    ("citing", "cited"),
    ("follower", "followee"),
    ("源", "目标"),
    ("来源", "目标"),
    ("源节点", "目标节点"),
    ("起点", "终点"),
    ("供应商", "客户"),
    ("投资方", "被投资方"),
    ("i", "j"),
    ("u", "v"),
)
"""Names of the column an arc leaves from, and of the one it goes to."""


def find_ends(names: Sequence[str]) -> tuple[int, int] | None:
    """Return where a header names source and target, as it stands or in capitals; None where it does not.

    >>> find_ends(["weight", "From", "To"]), find_ends(["a", "b"])
    ((1, 2), None)
    """
    for spelled in (list(names), [_plain(name) for name in names]):
        for source, target in _PAIRS:
            if source in spelled and target in spelled:
                return spelled.index(source), spelled.index(target)
    return None


def _plain(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")
