"""The command on indices: built, varied, compared, how sure it is, how it reads, and where its weights come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from valuenet.cli.shown import DataOption, JsonOption, QuietOption, progress, say, warn
from valuenet.errors import UsageError

if TYPE_CHECKING:
    from valuenet.cli.index_asked import Source
    from valuenet.cli.index_tables import Shown

Words = list[str] | None
Tell = Callable[[str, float], None]

WANTED = {
    "rank": (1, 1),
    "what-if": (1, 1),
    "compare": (1, 2),
    "uncertainty": (1, 1),
    "region": (1, 1),
    "gain": (1, 1),
    "importance": (1, 1),
    "ahp": (1, 99),
    "forensics": (1, 1),
}
"""Every word, and how many targets it takes: the least and the most."""
BELONG: Mapping[str, tuple[str, ...]] = {
    "--tree": ("rank", "what-if", "compare", "uncertainty", "region", "gain", "importance"),
    "--recipe": ("rank", "what-if", "compare", "uncertainty", "region", "gain", "importance"),
    "--weight": ("what-if",),
    "--wave": tuple(word for word in WANTED if word != "ahp"),
    "--factors": ("uncertainty",),
    "--spread": ("uncertainty",),
    "--draws": ("uncertainty",),
    "--method": ("uncertainty",),
    "--seed": ("uncertainty",),
    "--region": ("region", "gain"),
    "--code": ("region", "importance"),
    "--ranks": ("gain",),
    "--cost": ("gain",),
    "--measure": ("gain",),
    "--decimals": ("forensics",),
}
"""The words that an option belongs to."""
NEED = {"what-if": "--weight", "region": "--region", "gain": "--region"}
"""The option without which a word says nothing."""


def index(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[WORD] STUDY-or-FILE",
            help="A study, a database file, or a CSV file of values: regions in its first column, a column for every "
            "indicator. WORD: rank (the default), what-if, compare, uncertainty, region, gain, importance; "
            "ahp takes files of pairwise comparisons, forensics a study or a tree.",
        ),
    ],
    tree: Annotated[
        Path | None,
        typer.Option(
            "--tree", help="CSV file of a FILE's indicators: code,parent,direction,weight,unit,label_zh,label_en."
        ),
    ] = None,
    recipe: Annotated[
        Path | None,
        typer.Option("--recipe", help="YAML file of steps [default: the study's; min-max, given weights, their sum]."),
    ] = None,
    weight: Annotated[
        Words,
        typer.Option("--weight", metavar="CODE=VALUE", help="what-if: a weight; the others share the rest. Repeat."),
    ] = None,
    wave: Annotated[
        Words, typer.Option("--wave", help="Wave of a study [default: the reported one]; compare takes two.")
    ] = None,
    factors: Annotated[
        Path | None,
        typer.Option("--factors", help="uncertainty: YAML file of what varies [default: weights, scale, ...]."),
    ] = None,
    spread: Annotated[
        float | None, typer.Option("--spread", help="uncertainty: how far weights vary [default: 0.25].")
    ] = None,
    draws: Annotated[
        int | None, typer.Option("--draws", help="uncertainty: draws, a power of 2 for sobol [default: 1024].", min=2)
    ] = None,
    method: Annotated[
        str | None, typer.Option("--method", help="uncertainty: sobol or monte-carlo [default: sobol].")
    ] = None,
    seed: Annotated[
        int | None, typer.Option("--seed", help="uncertainty: number that all chance follows [default: 0].", min=0)
    ] = None,
    region: Annotated[str | None, typer.Option("--region", help="region, gain: the region, by code or name.")] = None,
    code: Annotated[
        str | None, typer.Option("--code", help="region, importance: the indicator [default: the whole index].")
    ] = None,
    ranks: Annotated[
        int | None, typer.Option("--ranks", help="gain: how many ranks to gain [default: 1].", min=1)
    ] = None,
    cost: Annotated[
        Words, typer.Option("--cost", metavar="CODE=VALUE", help="gain: cost of a change; inf: cannot. Repeat.")
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", help="gain: make the total or the largest change small [default: total].")
    ] = None,
    decimals: Annotated[
        int | None, typer.Option("--decimals", help="forensics: decimals of the weights [default: 4].", min=1, max=12)
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of names: en or zh.")] = "en",
    top: Annotated[int, typer.Option("--top", help="How many regions to list.", min=1)] = 100,
    data: DataOption = None,
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write every table to, as CSV.")] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Build an index of regions, vary it, compare it, and tell how sure it is."""
    from valuenet.cli.index_asked import Source
    from valuenet.cli.index_tables import write_tables

    given = {
        "--tree": tree,
        "--recipe": recipe,
        "--weight": weight,
        "--wave": wave,
        "--factors": factors,
        "--spread": spread,
        "--draws": draws,
        "--method": method,
        "--seed": seed,
        "--region": region,
        "--code": code,
        "--ranks": ranks,
        "--cost": cost,
        "--measure": measure,
        "--decimals": decimals,
    }
    word, targets = _call(words, given)
    options = {name.removeprefix("--"): value for name, value in given.items() if value not in (None, [])}
    source = Source(tree, recipe, None, data, out or Path("out"), lang, top)
    with progress(quiet or as_json) as tell:
        shown, warnings = _shown(word, targets, source, options, tell)
        written = write_tables(shown, out) if out else []
    warn(warnings, quiet)
    wrote = "".join(f"\nwrote {file}" for file in written)
    result = {**shown.plain(), "files": written} if as_json else {}
    say(quiet, as_json, result, lambda: shown.words() + wrote)


def _call(words: list[str], given: Mapping[str, Any]) -> tuple[str, list[str]]:
    word, targets = (words[0], words[1:]) if words[0] in WANTED else ("rank", words)
    named = "index" if words[0] not in WANTED else f"index {word}"
    least, most = WANTED[word]
    if not least <= len(targets) <= most:
        wanted = f"{least}" if least == most else f"{least} or {most}" if most == 2 else f"{least} or more"
        raise UsageError(f"'{named}' takes {wanted} STUDY-or-FILE, not {len(targets)}")
    for option, value in given.items():
        if value not in (None, []) and word not in BELONG[option]:
            raise UsageError(f"{option} belongs to 'index {' or '.join(BELONG[option])}', not to '{named}'")
    if word in NEED and not given[NEED[word]]:
        raise UsageError(f"'{named}' needs {NEED[word]}: valuenet index --help tells what it takes")
    return word, targets


def _shown(
    word: str, targets: list[str], source: Source, options: dict[str, Any], tell: Tell
) -> tuple[Shown, list[str]]:
    if word == "ahp":
        from valuenet.cli.index_asked import text_of
        from valuenet.cli.index_weights import ahp_shown

        return ahp_shown([(Path(each), text_of(Path(each))) for each in targets]), []
    waves = options.pop("wave", [])
    return _of_index(word, targets, waves, source, options, tell)


def _of_index(
    word: str, targets: list[str], waves: list[str], source: Source, options: dict[str, Any], tell: Tell
) -> tuple[Shown, list[str]]:
    from dataclasses import replace

    from valuenet.cli.index_asked import asked_for, tree_for

    each_wave: list[str | None] = [*waves] or [None]
    sources = [(target, replace(source, wave=wave)) for target in targets for wave in each_wave]
    wanted = 2 if word == "compare" else 1
    if len(sources) != wanted:
        what = "two targets, or one and two waves: --wave 2018 --wave 2019" if wanted == 2 else "one --wave"
        raise UsageError(f"'index {word}' takes {what}")
    if word == "forensics":
        from valuenet.cli.index_weights import forensics_shown

        named = tree_for(*sources[0], tell)
        return forensics_shown(named, options.get("decimals", 4), source.lang, tell), []
    asked, warnings = zip(*(asked_for(*each, tell) for each in sources), strict=True)
    return _found(word, list(asked), options, tell), [line for lines in warnings for line in lines]


def _found(word: str, asked: list[Any], options: dict[str, Any], tell: Tell) -> Shown:
    from valuenet.cli.index_importance import importance_shown
    from valuenet.cli.index_regions import gain_shown, region_shown
    from valuenet.cli.index_shown import compared_shown, index_shown, what_if_shown

    one = asked[0]
    if word == "compare":
        return compared_shown(*asked)
    if word == "what-if":
        return what_if_shown(one, _numbers("--weight", options["weight"]))
    if word == "uncertainty":
        return _uncertain(one, options, tell)
    if word == "region":
        return region_shown(one, options["region"], options.get("code"), 5)
    if word == "gain":
        costs, measure = _numbers("--cost", options.get("cost", [])), options.get("measure", "total")
        return gain_shown(one, options["region"], options.get("ranks", 1), costs, measure)
    if word == "importance":
        return importance_shown(one, options.get("code"))
    return index_shown(one)


def _uncertain(asked: Any, options: dict[str, Any], tell: Tell) -> Shown:
    from valuenet.cli.index_asked import text_of
    from valuenet.cli.index_uncertainty import uncertainty_shown
    from valuenet.index.read_factors import read_factors, usual_factors

    file = options.get("factors")
    if file and "spread" in options:
        raise UsageError("--spread is of the usual factors: with --factors, the file says how far weights vary")
    if file:
        factors = read_factors(text_of(file), asked.named.tree, asked.table, file.name)
    else:
        factors = usual_factors(asked.recipe, options.get("spread", 0.25))
    draws, seed, method = options.get("draws", 1024), options.get("seed", 0), options.get("method", "sobol")
    return uncertainty_shown(asked, factors, draws, seed, method, tell)


def _numbers(option: str, words: list[str]) -> dict[str, float]:
    return dict(_pair(option, word) for word in words)


def _pair(option: str, word: str) -> tuple[str, float]:
    code, _, value = word.partition("=")
    try:
        return code.strip(), float(value)
    except ValueError:
        raise UsageError(f"{option} {word}: write CODE=VALUE, the value being a number") from None
