"""What a study declares for the reconstruction of its network: where the figures stand, and what is assumed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from valuenet.errors import StudyError, nearest
from valuenet.model.printed_name import read_printed_names
from valuenet.model.vocabulary import vocabulary


def _known_kind(kind: str) -> str:
    known = [term.code for term in vocabulary("relation_kind").terms]
    if kind not in known:
        raise ValueError(f"'{kind}' is no kind of relation{nearest(kind, known)}")
    return kind


Kind = Annotated[str, AfterValidator(_known_kind)]
ByKind = dict[Kind, str]


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GroupFigures(_Declared):
    """Ids of the figures of the group: totals and parts by kind of relation, ranked lists by kind."""

    total: ByKind = Field(default_factory=dict)
    domestic: ByKind = Field(default_factory=dict)
    regions: ByKind = Field(default_factory=dict)
    countries: ByKind = Field(default_factory=dict)
    sectors: dict[Kind, list[str]] = Field(default_factory=dict)
    touched_share: str | None = None


class ComparedFigures(_Declared):
    """Ids of the figures of the enterprises side by side, by kind of relation; `{name}` is the enterprise's part."""

    sector_counts: ByKind = Field(default_factory=dict)
    sector_shares: ByKind = Field(default_factory=dict)
    place_shares: ByKind = Field(default_factory=dict)


class FigureIds(_Declared):
    """Ids and patterns of ids of the published figures that the network must reproduce."""

    nodes: str
    relations: str
    average_clustering: str | None = None
    average_path_length: str | None = None
    foreign_technology_enterprises: str | None = None
    overseas_share: ByKind = Field(default_factory=dict)
    share_of_family: ByKind = Field(default_factory=dict)
    sample_degree: str | None = None
    node_degree: str | None = None
    own: ByKind = Field(default_factory=dict)
    layer_sample_degree: str | None = None
    layer_node_degree: str | None = None
    group: GroupFigures = GroupFigures()
    compared: ComparedFigures = ComparedFigures()


class KindTotal(_Declared):
    """Relations of one kind, and how many of them lead abroad."""

    total: int = Field(ge=0)
    overseas: int = Field(default=0, ge=0)


class SampleAlters(_Declared):
    """Rows whose other side is a sample enterprise, its share of a listed degree, and weights of their kinds."""

    rows: int = Field(ge=0)
    share_of_listed: float = Field(ge=0, le=1)
    kinds: dict[Kind, float]


class Seat(_Declared):
    """Where a named relation node sits: a country abroad or a region at home; and its sector."""

    country: str | None = None
    region: str | None = None
    sector: str | None = None


class Pool(_Declared):
    """Kinds of relation that share their relation nodes; the number of these, and weights of their kinds."""

    relations: list[Kind] = Field(min_length=1)
    nodes: int | None = Field(default=None, ge=1)
    kinds: dict[str, float]


class Connectors(_Declared):
    """Relation nodes with several rows: the mean number of rows beyond the first, and the Pareto shape."""

    rows: float = Field(gt=0)
    shape: float = Field(gt=0)


class Name(_Declared):
    """The one name behind the printed spellings of an organisation, and its kind."""

    name_en: str
    name_zh: str | None
    kind: str


class Plan(_Declared):
    """A whole plan; `names` maps every printed spelling to the one name behind it."""

    country: str
    figures: FigureIds
    layer: str | None = None
    labels: dict[str, str] = Field(default_factory=dict)
    group: list[str] = Field(default_factory=list)
    compared: dict[str, str] = Field(default_factory=dict)
    relations: dict[Kind, KindTotal]
    sample_alters: SampleAlters
    node_relations: dict[str, dict[Kind, float]]
    seats: dict[str, Seat] = Field(default_factory=dict)
    pools: list[Pool]
    connectors: Connectors
    foreign_owned: dict[Kind, int] = Field(default_factory=dict)
    other_countries: list[str] = Field(default_factory=list)
    names: dict[str, Name] = Field(default_factory=dict)


def read_plan(path: Path | str, names: Path | str) -> Plan:
    """Read a plan (YAML) and the printed names (CSV: `printed`, `name_zh`, `name_en`, `kind`).

    Raises `StudyError` that names the file and the place in it.
    """
    try:
        content = YAML(typ="safe").load(Path(path).read_text(encoding="utf-8"))
        return Plan.model_validate({**content, "names": read_names(names)})
    except (OSError, YAMLError, TypeError) as error:
        raise StudyError(f"{path}: cannot be read: {error}") from None
    except ValidationError as error:
        first: Any = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise StudyError(f"{path}: {place}: {first['msg']}") from None


def read_names(path: Path | str) -> dict[str, Name]:
    """Return the name behind each printed spelling in the name list `path`."""
    listed = read_printed_names(path)
    if unknown := next((each.printed for each in listed if each.kind is None), None):
        raise StudyError(f"{path}: '{unknown}' has no kind: a reconstruction needs the column 'kind' filled")
    return {each.printed: Name(name_en=each.name_en, name_zh=each.name_zh, kind=each.kind or "") for each in listed}
