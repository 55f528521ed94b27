"""The steps of a recipe and the methods of each, declared as data: parameters, defaults, bounds, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Parameter:
    """One parameter of a method.

    `kind` is number, whole, flag, choice, text, numbers (a number, or one for each leaf), names (a name for each leaf),
    ranges (low and high for each leaf), methods (a method of aggregation by level or by indicator) or judgements;
    `low` and `high` bound numbers, both included. None is always allowed where it is the default.
    """

    name: str
    kind: str
    default: Any = None
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class Method:
    """One way of doing a step; its parameters in the order of the documentation."""

    name: str
    about: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def defaults(self) -> dict[str, Any]:
        """The value of every parameter that a recipe leaves out."""
        return {parameter.name: parameter.default for parameter in self.parameters}


def _table(*methods: Method) -> Mapping[str, Method]:
    return {method.name: method for method in methods}


_ACTIONS = ("refuse", "leave_out")
_SKEW = Parameter("skew", "number", 2.0, 0, None, about="treated where |skewness| is above this, and kurtosis too")
_KURTOSIS = Parameter("kurtosis", "number", 3.5, -3, None, about="treated where kurtosis is above this, and skewness")
_WHEN = Parameter("when", "choice", "skewed", choices=("skewed", "always"), about="which indicators are treated")
_CHECKED = (_WHEN, _SKEW, _KURTOSIS)
_BOX_COX = (
    Parameter("lambda", "number", None, -5, 5, about="the exponent of Box-Cox; none: the most likely one"),
    Parameter("shift", "choice", "needed", choices=("needed", "always"), about="moves the least value to 1 first"),
)
_CLIP = Parameter("cap", "flag", False, about="what lies beyond counts as the end of the scale")
_TIES = Parameter("ties", "choice", "average", choices=("average", "lowest"), about="the place of equal values")
_LOW = Parameter("low", "number", 0.0, about="the normalised value of the worst region")
_HIGH = Parameter("high", "number", 1.0, about="the normalised value of the best region")
_GROUPS = Parameter("groups", "text", about="the name of the grouping of the regions")
_FALLBACK = Parameter(
    "fallback", "choice", "none", choices=("none", "mean", "median"), about="where the rule has no data"
)
_LEVELS = (
    Parameter("levels", "methods", about="another method for the parents of a level; 1 is the root"),
    Parameter("indicators", "methods", about="another method for single parents"),
    Parameter("least", "number", 0.0, 0, 1, about="a parent with a smaller share of its children has no score"),
)
_EXPONENT = Parameter("exponent", "number", 0.5, -50, 50, about="of the generalised mean: 1 arithmetic, -1 harmonic")
_COUNT = Parameter(
    "count", "choice", "shares", choices=("shares", "wins"), about="sum of outranking shares, or wins - losses"
)

LOGARITHMS = ("log", "log_ct", "log_ct_original", "log_gii")
"""Logarithms as COINr names them: ln x; ln(x - min + range / 100); ln(x - min + 1); the Global Innovation Index's."""

MEANS = ("arithmetic", "geometric", "harmonic", "power", "median", "copeland")
"""Methods that make of the children of one indicator its score, whatever the other indicators do."""

STEPS: Mapping[str, Mapping[str, Method]] = {
    "denominate": _table(
        Method("none", "indicators as they are"),
        Method(
            "by",
            "indicator / denominator x scale",
            (
                Parameter("by", "names", {}, about="for each leaf that is to be divided, the name of the denominator"),
                Parameter("scale", "numbers", 1.0, about="factor, for all or by leaf"),
            ),
        ),
    ),
    "screen": _table(
        Method(
            "availability",
            "regions and indicators with too little data are left out, indicators first",
            (
                Parameter("regions", "number", 0.0, 0, 1, about="least share of the indicators that a region has"),
                Parameter("indicators", "number", 0.0, 0, 1, about="least share of the regions that an indicator has"),
                Parameter("empty", "choice", "refuse", choices=_ACTIONS, about="an indicator without any data"),
                Parameter(
                    "constant", "choice", "refuse", choices=_ACTIONS, about="an indicator that is equal everywhere"
                ),
            ),
        ),
    ),
    "impute": _table(
        Method("none", "what is not known stays so"),
        Method("mean", "the mean of the indicator"),
        Method("median", "the median of the indicator"),
        Method("group_mean", "the mean of the indicator in the region's group", (_GROUPS, _FALLBACK)),
        Method("group_median", "the median of the indicator in the region's group", (_GROUPS, _FALLBACK)),
        Method(
            "carry",
            "the latest earlier value of the same region",
            (Parameter("waves", "whole", None, 1, None, about="how many waves back; none: any"), _FALLBACK),
        ),
        Method(
            "em",
            "the conditional mean of a multivariate normal distribution fitted by expectation-maximisation",
            (
                Parameter("within", "choice", "parents", choices=("parents", "index"), about="leaves fitted together"),
                Parameter("iterations", "whole", 500, 1, 100_000),
                Parameter(
                    "tolerance", "number", 1e-8, 0, 1, about="largest change, in standard deviations, at the end"
                ),
                Parameter("ridge", "number", 1e-6, 0, 1, about="added to the diagonal of the correlations"),
            ),
        ),
    ),
    "treat": _table(
        Method("none", "values as they are"),
        Method(
            "winsorise",
            "the outermost values take the value of the next until skewness or kurtosis is within bounds",
            (
                *_CHECKED,
                Parameter("points", "whole", 5, 0, None, about="at most so many"),
                Parameter(
                    "share",
                    "number",
                    None,
                    0,
                    1,
                    about="at most this share of the regions, rounded up; before `points`",
                ),
                Parameter(
                    "counted", "choice", "points", choices=("points", "passes"), about="ties move at once: one pass"
                ),
                Parameter("turn", "flag", True, about="the end to treat is chosen anew at each pass"),
                Parameter(
                    "otherwise", "choice", "log_ct", choices=("none", *LOGARITHMS, "box_cox"), about="if that fails"
                ),
                *_BOX_COX,
            ),
        ),
        *(Method(name, "a logarithm", _CHECKED) for name in LOGARITHMS),
        Method("box_cox", "the power transform of Box and Cox", (*_CHECKED, *_BOX_COX)),
    ),
    "normalise": _table(
        Method("none", "values as they are; -1 is their negative"),
        Method("min_max", "(x - min) / (max - min)", (_LOW, _HIGH)),
        Method(
            "z_score",
            "(x - mean) / standard deviation (n - 1)",
            (Parameter("mean", "number", 0.0), Parameter("deviation", "number", 1.0, 1e-12)),
        ),
        Method("rank", "n for the best, 1 for the worst", (_TIES,)),
        Method("percentile", "(rank - 1) / (n - 1)", (_TIES,)),
        Method("borda", "rank - 1: how many regions are worse", (_TIES,)),
        Method("distance_to_maximum", "1 - (best - x) / (best - worst)"),
        Method(
            "distance_to_reference",
            "1 - (reference - x) / (reference - worst)",
            (Parameter("region", "text", about="the region that all are compared with"), _CLIP),
        ),
        Method(
            "distance_to_target",
            "1 - (target - x) / (target - worst)",
            (Parameter("targets", "numbers", {}, about="by leaf, in its unit as treated"), _CLIP),
        ),
        Method("fraction_of_maximum", "x / max, or min / x where less is better"),
        Method(
            "goalposts",
            "(x - low) / (high - low) between fixed ends",
            (
                Parameter("posts", "ranges", {}, about="by leaf: worst and best possible value, or the reverse"),
                Parameter(
                    "logarithms", "names", {}, about="leaves measured in logarithms between their posts: {leaf: log}"
                ),
                Parameter("cap", "flag", True, about="what lies beyond counts as the end of the scale"),
                Parameter("scale", "number", 1.0, about="the value of the better post"),
            ),
        ),
    ),
    "weigh": _table(
        Method(
            "given",
            "the weights of the tree",
            (
                Parameter(
                    "parents",
                    "choice",
                    "leaves",
                    choices=("leaves", "given"),
                    about="a parent weighs as much as its leaves, or its given weight beside its siblings",
                ),
            ),
        ),
        Method(
            "equal",
            "equal weights",
            (Parameter("among", "choice", "siblings", choices=("siblings", "leaves"), about="what is equal"),),
        ),
        Method(
            "ahp",
            "priorities of pairwise comparisons",
            (
                Parameter("judgements", "judgements", {}, about="for each parent, one matrix or one of each expert"),
                Parameter("priority", "choice", "eigenvector", choices=("eigenvector", "geometric_mean")),
                Parameter(
                    "experts", "choice", "judgements", choices=("judgements", "priorities"), about="what is averaged"
                ),
                Parameter("limit", "number", 0.1, 0, None, about="a larger consistency ratio is refused"),
            ),
        ),
        Method("entropy", "the more an indicator differs between regions, the more it weighs"),
        Method("critic", "standard deviation x conflict with the others"),
        Method(
            "pca",
            "squared loadings of rotated principal components",
            (
                Parameter(
                    "variance", "number", 0.1, 0, 1, about="least share of the variance that a component explains"
                ),
            ),
        ),
        Method(
            "optimised",
            "weights that make the correlations with the index equal, or as given",
            (
                Parameter("targets", "numbers", 1.0, about="wanted importance, relative, for all or by leaf"),
                Parameter("iterations", "whole", 2000, 1, 1_000_000),
            ),
        ),
        Method(
            "benefit_of_the_doubt",
            "for each region the weights that suit it best",
            (
                Parameter("least", "number", 0.0, 0, 1, about="least share of a region's score for each leaf"),
                Parameter("most", "number", 1.0, 0, 1, about="greatest share of a region's score for each leaf"),
            ),
        ),
    ),
    "aggregate": _table(
        Method(
            "sum", "the sum of weight x value over the leaves; a leaf without data adds nothing, and shows in coverage"
        ),
        *(
            Method(name, about, (*(extra), *_LEVELS))
            for name, about, extra in (
                ("arithmetic", "weighted mean of what is known", ()),
                ("geometric", "weighted geometric mean of what is known", ()),
                ("harmonic", "weighted harmonic mean of what is known", ()),
                ("power", "weighted generalised mean of what is known", (_EXPONENT,)),
                ("median", "weighted median of what is known", ()),
                ("copeland", "outranking of each region over the others", (_COUNT,)),
            )
        ),
    ),
    "rank": _table(
        Method(
            "competition",
            "1 for the highest score",
            (
                Parameter(
                    "ties", "choice", "best", choices=("best", "average", "dense"), about="the rank of equal scores"
                ),
            ),
        ),
    ),
}
"""Step -> method -> what it takes; the first method of a step is its default, unless the standard recipe says other."""
