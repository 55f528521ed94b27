"""The command on networks: the structure of one, the position of its nodes, what is more than chance, its picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from valuenet.cli.shown import DEFAULT_STUDY, DataOption, JsonOption, QuietOption, progress, say, warn

if TYPE_CHECKING:
    from valuenet.cli.network_asked import Found

Words = list[str] | None


def network(
    target: Annotated[
        str,
        typer.Argument(
            metavar="STUDY-or-FILE",
            help="A study, a database file that 'build' wrote, or a network: GEXF, GraphML, Parquet, an edge list.",
        ),
    ] = DEFAULT_STUDY,
    kind: Annotated[Words, typer.Option("--kind", help="Only relations of this kind. Repeat for more.")] = None,
    family: Annotated[Words, typer.Option("--family", help="Only relations of this family. Repeat for more.")] = None,
    layer: Annotated[Words, typer.Option("--layer", help="Only relations of egos of this layer. Repeat.")] = None,
    region: Annotated[Words, typer.Option("--region", help="Only relations of egos of this region. Repeat.")] = None,
    wave: Annotated[str | None, typer.Option("--wave", help="Wave [default: the reported one].")] = None,
    group: Annotated[
        str, typer.Option("--group", help="Column of nodes between whose values brokers stand.")
    ] = "region",
    null: Annotated[
        int, typer.Option("--null", help="Random networks to compare with (1,000: half a minute).", min=0)
    ] = 0,
    keep: Annotated[
        Words, typer.Option("--keep", help="What they keep beside degrees: kind, sample, region, ... Repeat for more.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Number that all chance follows.", min=0)] = 0,
    top: Annotated[int, typer.Option("--top", help="How many nodes and communities to list.", min=0)] = 10,
    picture: Annotated[Path | None, typer.Option("--picture", help="Picture to write: FILE.svg or FILE.png.")] = None,
    around: Annotated[
        str | None, typer.Option("--around", help="Draw what lies around this node, by name or id, instead of all.")
    ] = None,
    steps: Annotated[int, typer.Option("--steps", help="How far around, 1 or 2.", min=1, max=2)] = 1,
    lang: Annotated[str, typer.Option("--lang", help="Language of the picture: en or zh.")] = "en",
    export: Annotated[
        Path | None, typer.Option("--export", help="Write the network: .gexf, .graphml, .parquet, .csv, .tsv.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write every table to, as CSV.")] = None,
    header: Annotated[
        bool | None,
        typer.Option("--header/--no-header", help="Whether an edge list has a first line of names [default: look]."),
    ] = None,
    data: DataOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Measure a network, of a study or of any file."""
    from valuenet.cli.network_asked import Asked, measured
    from valuenet.cli.network_shown import network_json, network_words

    chosen = {"kind": kind, "family": family, "ego_layer": layer, "ego_region": region}
    asked = Asked(
        target=target,
        chosen={column: values for column, values in chosen.items() if values},
        wave=wave,
        group=group,
        networks=null,
        keep=tuple(keep or ()),
        seed=seed,
        header=header,
    )
    with progress(quiet or as_json) as tell:
        found = measured(asked, data, out or Path("out"), tell)
        tell("write", 0.9)
        files = _written(found, picture, around, steps, lang, export, out) if picture or export or out else []
    warn(found.warnings, quiet)
    wrote = "".join(f"\nwrote {file}" for file in files)
    say(
        quiet,
        as_json,
        lambda: {**network_json(found), "files": files},
        lambda: network_words(found, top) + wrote,
    )


def _written(
    found: Found,
    picture: Path | None,
    around: str | None,
    steps: int,
    lang: str,
    export: Path | None,
    out: Path | None,
) -> list[Path]:
    from valuenet.cli.network_files import write_export, write_picture, write_tables  # and with them the layout

    files = write_picture(found, picture, around, steps, lang) if picture else []
    files += write_export(found, export) if export else []
    return files + (write_tables(found, out) if out else [])
