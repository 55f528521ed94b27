"""What a study declares: its waves, vocabularies, sources, rules, groups and index, as checked values.

The YAML file is read and located by `valuenet.study`; these classes say what is allowed in it.
Every later stage takes the pieces it needs from here as parameters.
"""

from __future__ import annotations

from datetime import date as Date
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from valuenet.model.declared import Code, Declaration, Label
from valuenet.model.precedence import Precedence
from valuenet.model.source import Source


class WaveDeclaration(Declaration):
    """A dated snapshot."""

    wave: str
    date: Date


class TermDeclaration(Declaration):
    """One code that a study adds to a vocabulary; `aliases` are further spellings in the sources."""

    code: str
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    extra: dict[str, str] = Field(default_factory=dict)


class Test(Declaration):
    """A test a subject passes or fails; exactly one part is given.

    `has` a field; `is` a field among codes; `source` names it; `relation` of these kinds touches it (on
    either side, up to the wave); `financing_round` known up to the wave; `located_in` one of the countries.
    """

    __test__ = False  # not a pytest class

    has: str | None = None
    equals: dict[str, tuple[str, ...]] | None = Field(default=None, alias="is")
    source: tuple[str, ...] | None = None
    relation: tuple[str, ...] | None = None
    financing_round: bool | None = None
    located_in: tuple[str, ...] | None = None
    any: tuple[Test, ...] | None = None
    all: tuple[Test, ...] | None = None
    fails: Test | None = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _one_part(self) -> Test:
        if len(self.model_fields_set) != 1:
            raise ValueError(
                "give exactly one of: has, is, source, relation, financing_round, located_in, any, all, not"
            )
        return self


class Rule(Declaration):
    """A screening rule: subjects of `kind` are in the sample when they pass every rule of their kind."""

    rule: Code
    kind: str
    title: Label
    test: Test


class Group(Declaration):
    """A named set of subjects: a platform and its arms, or enterprises to be compared side by side."""

    group: Code
    title: Label
    role: Literal["ecosystem", "compared"] = "ecosystem"
    members: tuple[str, ...] = Field(min_length=1)


class Indicator(Declaration):
    """One node of the index tree; leaves name the query that computes them by region."""

    indicator: Code
    title: Label
    parent: Code | None = None
    weight: float | None = Field(default=None, ge=0)
    printed_weight: float | None = Field(default=None, ge=0)
    direction: Literal[1, -1] = 1
    measure: str | None = None


class Resolution(Declaration):
    """How mentions become subjects, and which of several values of a subject is shown.

    `matching: names` also joins names that are alike, from the score `merge` on, and lists those from `review` on as
    doubtful; `exact` joins only what shares an identity or a name. A name that would join `hub` or more differently
    named subjects joins none. `aliases` and `judgements` are CSV files beside the study file.
    """

    matching: Literal["exact", "names"] = "names"
    merge: float = Field(default=0.9, ge=0, le=1)
    review: float = Field(default=0.5, ge=0, le=1)
    hub: int = Field(default=25, ge=2)
    aliases: str | None = None
    judgements: str = "judgements.csv"
    precedence: Precedence = Precedence()

    @model_validator(mode="after")
    def _review_below_merge(self) -> Resolution:
        if self.review > self.merge:
            raise ValueError("'review' must not be above 'merge'")
        return self


class Uncertainty(Declaration):
    """What a build varies of the index to tell how sure its ranks are; `draws` is a power of 2, or 0 for none.

    `weights` is how far each weight may be off, as a share of it; `judgements` the standard deviation of the logarithm
    of each pairwise comparison; `wrong_merges` the share of subjects that are taken for another one; `versions` how
    often the subjects are drawn anew.
    """

    draws: int = Field(default=128, ge=0, le=1 << 16)
    seed: int = Field(default=0, ge=0)
    weights: float = Field(default=0.25, ge=0, lt=1)
    judgements: float = Field(default=0.25, ge=0, le=3)
    wrong_merges: float = Field(default=0.01, ge=0, le=0.5)
    versions: int = Field(default=128, ge=1, le=10_000)

    @field_validator("draws")
    @classmethod
    def _balanced(cls, draws: int) -> int:
        if draws & (draws - 1) or draws == 1:
            raise ValueError(f"{draws} must be a power of 2, as 128, or 0")
        return draws


class Index(Declaration):
    """The index of a study: its tree, the recipe that makes it where that is not the standard one, its uncertainty."""

    tree: tuple[Indicator, ...] | Literal["standard"] = "standard"
    recipe: dict[str, Any] = Field(default_factory=dict)
    uncertainty: Uncertainty = Uncertainty()


class ReportOptions(Declaration):
    """What the report shows: the wave it speaks of (the last one where none is given)."""

    wave: str | None = None


class StudyDeclaration(Declaration):
    """A whole study file."""

    study: Code
    title: Label
    country: str
    waves: tuple[WaveDeclaration, ...] = Field(min_length=1)
    reading: Literal["own", "either"] = "own"
    synthetic: bool = False
    vocabularies: dict[str, tuple[TermDeclaration, ...]] = Field(default_factory=dict)
    sources: dict[Code, Source] = Field(min_length=1)
    resolution: Resolution = Resolution()
    screening: tuple[Rule, ...] = ()
    groups: tuple[Group, ...] = ()
    index: tuple[Indicator, ...] | Literal["standard"] | Index | None = "standard"
    report: ReportOptions = ReportOptions()
