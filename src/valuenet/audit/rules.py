"""The rules of the arithmetic audit: words, and identities as patterns over ids; the package's and a user's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from valuenet.errors import DataError, nearest

SECTIONS = ("words", "not_additive", "complements", "belongs", "plausible", "rules")
WORDS = ("total", "other", "share", "count", "base", "new", "rate", "steps", "venue", "magnitude")
CLAIMS = ("any", "total")
KINDS = ("ratio", "equal", "at_most")
OPTIONS = ("factor", "per_pair")


@dataclass(frozen=True)
class Rule:
    """One declared identity: `when` picks the figure, `claims` say what it must be; one of them has to hold."""

    rule: str
    says: str
    when: str
    claims: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Rules:
    """Words by what they mean, and what else the audit is told."""

    words: Mapping[str, frozenset[str]]
    not_additive: frozenset[str]
    complements: tuple[frozenset[str], ...]
    belongs: Mapping[str, str]
    plausible: tuple[float, float]
    declared: tuple[Rule, ...]

    def adds_up(self, unit: str) -> bool:
        """Tell whether figures of a unit, without its magnitude, add up."""
        return unit not in self.not_additive


def packaged_rules() -> Rules:
    """The rules that come with the package.

    >>> "domestic" in set().union(*packaged_rules().complements)
    True
    """
    text = (files("valuenet.audit") / "rules.yaml").read_text(encoding="utf-8")
    return _rules(_load(text, "rules.yaml"), "rules.yaml", None)


def read_rules(path: Path | None = None) -> Rules:
    """The packaged rules, and those of a user's file beside them; raises `DataError` that says what is wrong in it."""
    own = packaged_rules()
    if path is None:
        return own
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}): name a YAML file of rules") from None
    except UnicodeDecodeError:
        raise DataError(f"{path}: is not UTF-8 text: save it as UTF-8") from None
    return _rules(_load(text, str(path)), str(path), own)


def _load(text: str, where: str) -> Mapping[str, Any]:
    try:
        found = YAML(typ="safe").load(text)
    except MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise DataError(f"{where}{line}: not readable as YAML ({error.problem})") from None
    except YAMLError as error:
        raise DataError(f"{where}: not readable as YAML ({error})") from None
    if not isinstance(found, Mapping):
        raise DataError(f"{where}: holds no rules: it needs one or more of {', '.join(SECTIONS)}")
    for name in found:
        _known(str(name), SECTIONS, where)
    return found


def _known(name: str, known: tuple[str, ...], where: str) -> None:
    if name not in known:
        raise DataError(f"{where}: '{name}' is none of {', '.join(known)}{nearest(name, known)}")


def _rules(found: Mapping[str, Any], where: str, base: Rules | None) -> Rules:
    words = dict(base.words) if base else dict.fromkeys(WORDS, frozenset[str]())
    for name, given in _mapping(found, "words", where).items():
        _known(str(name), WORDS, f"{where}: words")
        words[name] = words[name] | set(_strings(given, f"{where}: words: {name}"))
    pairs = tuple(frozenset(_strings(pair, f"{where}: complements")) for pair in found.get("complements") or ())
    return Rules(
        words,
        (base.not_additive if base else frozenset())
        | set(_strings(found.get("not_additive") or [], f"{where}: not_additive")),
        (base.complements if base else ()) + pairs,
        {**(base.belongs if base else {}), **_mapping(found, "belongs", where)},
        _plausible(found.get("plausible"), where) or (base.plausible if base else (0.4, 2.5)),
        (base.declared if base else ()) + tuple(_rule(each, where) for each in _list(found.get("rules"), where)),
    )


def _mapping(found: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any]:
    given = found.get(name) or {}
    if not isinstance(given, Mapping):
        raise DataError(f"{where}: {name}: write 'name: value' below it")
    return given


def _list(given: object, where: str) -> list[Any]:
    if given is None:
        return []
    if not isinstance(given, list):
        raise DataError(f"{where}: rules: write a list, each entry with '- rule:'")
    return given


def _strings(given: object, where: str) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(each, str | int) for each in given):
        raise DataError(f"{where}: write a list of words, such as [total, all]")
    return [str(each).casefold() for each in given]


def _plausible(given: object, where: str) -> tuple[float, float] | None:
    if given is None:
        return None
    if isinstance(given, list) and len(given) == 2 and all(isinstance(each, int | float) for each in given):
        low, high = sorted(float(each) for each in given)
        return low, high
    raise DataError(f"{where}: plausible: write two numbers, such as [0.4, 2.5]")


def _rule(given: object, where: str) -> Rule:
    if not isinstance(given, Mapping):
        raise DataError(f"{where}: rules: an entry needs 'rule', 'says', 'when' and 'any' or 'total'")
    name = str(given.get("rule", ""))
    place = f"{where}: rule '{name}'"
    for key in given:
        _known(str(key), ("rule", "says", "when", *CLAIMS), place)
    if not name or not isinstance(given.get("when"), str):
        raise DataError(f"{place}: give it a name ('rule') and a pattern of ids ('when')")
    if ("any" in given) == ("total" in given):
        raise DataError(f"{place}: give either 'any' (a list of claims) or 'total' (whole and parts)")
    claims = [{"total": given["total"]}] if "total" in given else given["any"]
    if not isinstance(claims, list) or not claims:
        raise DataError(f"{place}: 'any' is a list of claims, each with one of {', '.join(KINDS)}")
    return Rule(name, str(given.get("says") or name), given["when"], tuple(_claim(each, place) for each in claims))


def _claim(given: object, place: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise DataError(f"{place}: a claim is written {{ratio: [part, whole]}}, {{equal: id}} or {{at_most: id}}")
    kinds = [key for key in given if key in (*KINDS, "total")]
    for key in given:
        _known(str(key), (*KINDS, *OPTIONS, "total"), place)
    if len(kinds) != 1:
        raise DataError(f"{place}: a claim has one of {', '.join(KINDS)}")
    _check_claim(kinds[0], given[kinds[0]], place)
    if not isinstance(given.get("factor", 1), int | float):
        raise DataError(f"{place}: factor is a number, such as 100")
    return given


def _check_claim(kind: str, body: object, place: str) -> None:
    if kind == "ratio" and not (isinstance(body, list) and len(body) == 2 and all(isinstance(b, str) for b in body)):
        raise DataError(f"{place}: ratio is [part, whole], two patterns")
    if kind in ("equal", "at_most") and not isinstance(body, str):
        raise DataError(f"{place}: {kind} is one pattern")
    if kind == "total":
        parts = body.get("parts") if isinstance(body, Mapping) else None
        whole = body.get("whole") if isinstance(body, Mapping) else None
        if not isinstance(whole, str) or not isinstance(parts, list) or not all(isinstance(p, str) for p in parts):
            raise DataError(f"{place}: total is {{whole: pattern, parts: [pattern, ...]}}")
