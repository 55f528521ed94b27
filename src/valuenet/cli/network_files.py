"""The files that the command on networks writes: pictures, the network itself, tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from valuenet.cli.network_asked import Found
from valuenet.cli.network_shown import network_tables
from valuenet.errors import DataError, UsageError, nearest
from valuenet.network.network import Network
from valuenet.network.picture.layout import Positions, layout
from valuenet.network.picture.look import Caption
from valuenet.text import inert

_FONTS = ("justmytype_intl_cjk", "fonts/ofl/notosanssc")
_WORDS = {
    "en": {
        "title": "{name}: {nodes:,} nodes, {relations:,} relations",
        "around": "Around {name}",
        "description": "A network. Nodes that are tied lie near each other; larger nodes have more relations.",
        "note": "Synthetic data: nobody's records are real",
        "sample": "of the sample",
        "size": "larger: more relations",
        "other": "other",
    },
    "zh": {
        "title": "{name}：{nodes:,} 个节点，{relations:,} 条关系",
        "around": "{name}的周边网络",
        "description": "网络图。相连的节点彼此靠近，节点越大，关系越多。",
        "note": "合成数据：并非任何机构的真实记录",
        "sample": "样本节点",
        "size": "节点越大，关系越多",
        "other": "其他",
    },
}


def write_picture(found: Found, path: Path, around: str | None, steps: int, language: str) -> list[Path]:
    """Draw the network, or what lies around one node, into an SVG or a PNG file."""
    from valuenet.network.picture.around import draw_around
    from valuenet.network.picture.picture import draw_network

    if language not in _WORDS:
        raise UsageError(f"'{language}' is not a language of pictures; known: {', '.join(_WORDS)}")
    if path.suffix.lower() not in (".svg", ".png"):
        raise UsageError(f"'{path.name}': a picture is FILE.svg or FILE.png")
    network = found.analysis.network
    label = _label_column(network, language)
    if around is None:
        drawn = draw_network(network, places(network), caption=_caption(found, language, None), label=label)
    else:
        node = node_named(network, around)
        drawn = draw_around(network, node, steps, caption=_caption(found, language, around), label=label)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() == ".svg":
        path.write_text(drawn, encoding="utf-8")
    else:
        from valuenet.network.picture.raster import png

        path.write_bytes(png(drawn, fonts=_fonts()))
    return [path]


def places(network: Network) -> Positions:
    """Lay the network out, leaves of one kind together."""
    community = network.nodes["community"].to_numpy()
    if "kind" not in network.nodes.columns:
        return layout(network.graph, community=community)
    kind = network.nodes["kind"].cast(pl.String).rank("dense").fill_null(0).cast(pl.Int64).to_numpy()
    return layout(network.graph, community=community, group=kind)


def node_named(network: Network, name: str) -> str:
    """Return the id of the node with that id or name; of several the one with most relations.

    Raises `UsageError` naming the nearest where there is none.
    """
    nodes = network.nodes
    if name in nodes["id"]:
        return name
    columns = [column for column in ("label", "label_zh", "label_en") if column in nodes.columns]
    wanted = name.strip().casefold()
    degree = pl.Series("degree", network.graph.both.degree)
    same = [pl.col(column).str.to_lowercase() == wanted for column in columns]
    found = nodes.with_columns(degree).filter(pl.any_horizontal(same) if same else pl.lit(value=False))
    if found.height:
        return str(found.sort("degree", "id", descending=[True, False])["id"][0])
    known = [each for column in columns for each in nodes[column].drop_nulls().to_list()]
    raise UsageError(f"the network has no node '{name}'{nearest(name, known or nodes['id'].cast(pl.String).to_list())}")


def write_export(found: Found, path: Path) -> list[Path]:
    """Write the network with its communities and positions in the format of the path's suffix."""
    from valuenet.network.exchange.file import write_network_file, written_files

    network = found.analysis.network
    placed = places(network)
    columns = (pl.Series("x", placed.x), pl.Series("y", placed.y))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_network_file(Network(network.nodes.with_columns(columns), network.relations), path)
    return list(written_files(path))


def write_tables(found: Found, folder: Path) -> list[Path]:
    """Write every table as a CSV file, in UTF-8 with the mark that spreadsheets look for."""
    files = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in network_tables(found).items():
            path = folder / f"network_{name}.csv"
            path.write_text("\ufeff" + _csv(table, synthetic=found.synthetic), encoding="utf-8", newline="")
            files.append(path)
    except OSError as error:
        raise DataError(f"{folder}: cannot be written ({error.strerror}); name another folder with --out") from error
    return files


def _csv(table: pl.DataFrame, *, synthetic: bool) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([*table.columns, *(["note"] if synthetic else [])])
    for row in table.iter_rows():
        cells = [inert(cell) if isinstance(cell, str) else cell for cell in row]
        writer.writerow([*cells, *(["synthetic data"] if synthetic else [])])
    return file.getvalue()


def _caption(found: Found, language: str, around: str | None) -> Caption:
    words, labels = _WORDS[language], found.labels.get(language, {})
    nodes = found.network.nodes
    if around is None:
        size = {"nodes": nodes.height, "relations": found.network.relations.height}
        title = words["title"].format(name=found.titles[language], **size)
    else:
        title = words["around"].format(name=around)
    return Caption(
        title=title,
        description=words["description"],
        note=words["note"] if found.synthetic else "",
        kinds=_present(labels.get("kind", {}), nodes, "kind"),
        ties=_present(labels.get("relation_kind", {}), found.network.relations, "kind"),
        other=words["other"],
        sample=words["sample"] if "sample" in nodes.columns else "",
        size=words["size"],
    )


def _present(labels: Mapping[str, str], table: pl.DataFrame, column: str) -> dict[str, str]:
    """Return the words of all codes where any is used, so that a code has one colour in every picture."""
    return dict(labels) if column in table.columns and table[column].is_in(list(labels)).any() else {}


def _label_column(network: Network, language: str) -> str:
    wanted = f"label_{language}"
    return wanted if wanted in network.nodes.columns else "label"


def _fonts() -> Path | None:
    package = find_spec(_FONTS[0])
    return Path(package.origin).parent / _FONTS[1] if package and package.origin else None
