"""Judgements: what people decided of two names, kept in a file of the study that anyone can read and mend."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from valuenet.errors import StudyError, nearest

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
ANSWERS = (SAME, DIFFERENT, UNSURE)


@dataclass(frozen=True)
class Judgement:
    """One line of the file: two names (or references, `references`), the answer, and who gave it, when and why."""

    left: str
    right: str
    judgement: str
    who: str = ""
    when: str = ""
    why: str = ""
    line: int = 0

    @property
    def pair(self) -> frozenset[str]:
        """The two references, whichever comes first."""
        return frozenset((self.left, self.right))


COLUMNS = tuple(field.name for field in fields(Judgement) if field.name != "line")
_NEEDED = COLUMNS[:3]


def read_judgements(path: Path) -> list[Judgement]:
    """Return the judgements of the file `path`, in its order; none where there is no file.

    A CSV in UTF-8 with the columns left, right, judgement (`same`, `different`, `unsure`), and, if wished, who, when
    and why. Raises `StudyError` naming each line that cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise StudyError(f"{path}: cannot be read as UTF-8 text ({error})") from None
    lines = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
    try:
        found = [(lines.line_num, {key: (value or "").strip() for key, value in row.items() if key}) for row in lines]
    except csv.Error as error:
        raise StudyError(f"{path}:{lines.line_num}: {error}") from None
    head = [name.strip() for name in lines.fieldnames or ()]
    wrong = [f"{path}:1: there is no column '{name}'" for name in _NEEDED if text.strip() and name not in head]
    wrong += [f"{path}:1: unknown column '{name}'{nearest(name, COLUMNS)}" for name in head if name not in COLUMNS]
    if not wrong:
        wrong = [f"{path}:{line}: {words}" for line, row in found for words in _problems(row)]
    if wrong:
        raise StudyError("\n".join(wrong))
    return [Judgement(**{name: row.get(name, "") for name in COLUMNS}, line=line) for line, row in found]


def _problems(row: dict[str, str]) -> Iterable[str]:
    for side in ("left", "right"):
        if not row[side]:
            yield f"'{side}' is empty"
    if row["left"] and row["left"] == row["right"]:
        yield f"'{row['left']}' is judged against itself"
    if row["judgement"] not in ANSWERS:
        yield f"'{row['judgement']}' is no judgement{nearest(row['judgement'], ANSWERS)}; known: {', '.join(ANSWERS)}"


def add_judgement(path: Path, judgement: Judgement) -> None:
    """Append one line to the file `path`, and its header where the file is new; what stands there is not touched.

    The file is written beside and renamed, so that an interrupt leaves it whole. Raises `StudyError` where the folder
    cannot be written to.
    """
    try:
        before = path.read_bytes() if path.is_file() else b"\xef\xbb\xbf" + _line(COLUMNS)
        if before and not before.endswith(b"\n"):
            before += b"\n"
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, suffix=".part", delete=False) as file:
            try:
                file.write(before + _line(_ordered(before, judgement)))
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).chmod(path.stat().st_mode if path.is_file() else 0o644)
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise StudyError(f"{path}: the judgement cannot be written ({error.strerror or error})") from None


def _ordered(before: bytes, judgement: Judgement) -> Sequence[str]:
    head = next(csv.reader(io.StringIO(before.decode("utf-8-sig"), newline="")), list(COLUMNS))
    told = dict(zip((field.name for field in fields(Judgement)), astuple(judgement), strict=True))
    return [str(told.get(name.strip(), "")) for name in head]


def _line(cells: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().encode()


def in_force(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the last judgement of each pair, by date and then by line; earlier ones are superseded.

    >>> [each.judgement for each in in_force([Judgement("a", "b", "same"), Judgement("b", "a", "unsure", line=2)])]
    ['unsure']
    """
    last: dict[frozenset[str], Judgement] = {}
    for each in sorted(judgements, key=lambda one: (one.when, one.line)):
        last[each.pair] = each
    return sorted(last.values(), key=lambda one: one.line)
