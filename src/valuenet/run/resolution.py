"""What a study says of who is who, made ready for resolving; and what resolving found, put into the file."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
from duckdb import DuckDBPyConnection

from valuenet.database.write import insert
from valuenet.engine.duck import register
from valuenet.errors import StudyError
from valuenet.resolve.judgements import read_judgements
from valuenet.resolve.match.settings import ALIASES, Settings
from valuenet.resolve.matching import Findings, Matching
from valuenet.study.read import Study

# The pairs with how many relations hang on each side, for `valuenet review` asks for the weightiest first.
_DOUBTFUL = """
INSERT INTO doubtful_pair
WITH ends AS (SELECT ego_id AS subject_id FROM relation UNION ALL SELECT alter_id FROM relation),
hanging AS (SELECT subject_id, count(*) AS relations FROM ends GROUP BY subject_id)
SELECT p.left_id, p.right_id, p.score, p.rule, p.reason, coalesce(l.relations, 0), coalesce(r.relations, 0)
FROM pairs p
LEFT JOIN hanging l ON l.subject_id = p.left_id
LEFT JOIN hanging r ON r.subject_id = p.right_id
ORDER BY p.left_id, p.right_id
"""


def matching_of(study: Study) -> Matching:
    """Return how the study wants mentions matched, with its aliases and judgements read.

    Raises `StudyError` where one of these files is missing or cannot be read.
    """
    declared = study.declaration.resolution
    judgements = tuple(read_judgements(judgements_file(study)))
    settings = None
    if declared.matching == "names":
        settings = Settings(declared.merge, declared.review, _aliases(study))
    return Matching(settings, judgements, declared.judgements, declared.hub)


def judgements_file(study: Study) -> Path:
    """Return where the judgements of a study are kept; the file need not be there."""
    return study.folder / study.declaration.resolution.judgements


def _aliases(study: Study) -> pl.DataFrame:
    if study.declaration.resolution.aliases is None:
        return ALIASES.to_frame()
    path = study.folder / study.declaration.resolution.aliases
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise StudyError(f"{path}: the aliases cannot be read ({error})") from None
    if rows and not set(ALIASES) <= set(rows[0]):
        raise StudyError(f"{path}:1: aliases have the columns {', '.join(ALIASES)}")
    pairs = [(row["left"].strip(), row["right"].strip()) for row in rows if row["left"] and row["right"]]
    return pl.DataFrame(pairs, schema=ALIASES, orient="row")


def write_findings(con: DuckDBPyConnection, found: Findings, mentions: int) -> None:
    """Write what resolving found: steps, doubtful pairs with their relations, stopped names, judgements."""
    register(con, "pairs", found.doubtful)
    con.execute(_DOUBTFUL)
    con.unregister("pairs")
    insert(con, "stopped_name", found.stopped)
    insert(con, "judgement", found.judged.with_columns(pl.col("who", "judged_on", "why").replace("", None)))
    steps = found.joined.with_row_index("ordinal", offset=1)
    insert(con, "resolution_step", steps.with_columns(remaining=mentions - pl.col("joined").cum_sum()))
