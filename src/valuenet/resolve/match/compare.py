"""Comparisons: for each pair of forms, the level of agreement of every part, each a pure expression."""

from __future__ import annotations

import polars as pl

COMPARISONS = ("core", "place", "industry", "registered", "arm", "domain", "source", "kind")
"""What is compared, in the order in which it is explained."""
_FULL = pl.when(pl.col("legal_form") != "")
_HAS_FORM = _FULL.then(pl.lit("any")).otherwise(pl.lit("")).alias("legal_form")
READS: dict[str, tuple[pl.Expr | str, ...]] = {
    "core": ("core", "key", "script"),
    "place": ("city", "region", "place", "country"),
    "industry": ("industry", "special", _HAS_FORM, "script"),
    "registered": (_HAS_FORM, "script", *(_FULL.then(name).otherwise(pl.lit("")) for name in ("place", "industry"))),
    "arm": ("arm",),
    "domain": ("domain", "common"),
    "source": ("source",),
    "kind": ("kind",),
}
"""What each comparison reads of a form, no more: `common` tells whether many have its web domain."""
EXACT = frozenset(["body", "han4", "han3", "han2", "han1", "mixed", "latin9", "latin6", "latin4", "latin1"])
"""Levels of two cores that are equal."""


def compared(pairs: pl.DataFrame, forms: pl.DataFrame, shared: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return `pairs` (left, right: rows of `forms`; block) with a column of levels for each of `COMPARISONS`.

    `shared` (domain) lists web domains that many organisations have. Levels are those of `weights.csv`.

    >>> from valuenet.resolve.match.blocks import PAIRS
    >>> from valuenet.resolve.match.forms import forms
    >>> from valuenet.resolve.keys import mention_keys
    >>> names = ["北京品友互动信息技术有限公司", "品友互动"]
    >>> both = pl.DataFrame({"mention": [0, 1], "kind": ["enterprise"] * 2, "name_zh": names})
    >>> pair = pl.DataFrame([(0, 1, "core")], PAIRS, orient="row")
    >>> compared(pair, forms(both, mention_keys(both))).select("core", "place", "registered").row(0)
    ('han4', 'missing', 'missing')
    """
    many = shared["domain"].implode() if shared is not None else pl.Series([], dtype=pl.String).implode()
    rows = forms.with_row_index("form").with_columns(common=pl.col("domain").is_in(many))
    sides = pairs.join(rows.rename(lambda name: f"{name}_l"), left_on="left", right_on="form_l", maintain_order="left")
    sides = sides.join(rows.rename(lambda name: f"{name}_r"), left_on="right", right_on="form_r", maintain_order="left")
    sides = sides.with_columns(likeness=likeness(sides))
    return sides.with_columns(LEVELS[name]().alias(name) for name in COMPARISONS)


def _both(name: str) -> tuple[pl.Expr, pl.Expr]:
    return pl.col(f"{name}_l"), pl.col(f"{name}_r")


def _level(name: str) -> pl.Expr:
    return pl.lit(name)


def likeness(sides: pl.DataFrame) -> pl.Series:
    """Return the similarity of both cores in characters (not bytes), only where they met by a slip or a domain."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    asked = sides["block"].is_in(["slip", "domain", "asked"])
    told = sides.filter(asked)
    found = process.cpdist(told["core_l"].to_list(), told["core_r"].to_list(), scorer=OSA.distance, workers=1)
    places = asked.arg_true()
    return (
        pl.Series("likeness", [99], dtype=pl.Int32)
        .new_from_index(0, sides.height)
        .scatter(places, pl.Series(found, dtype=pl.Int32))
    )


def exact_level(side: str = "", held: pl.Expr | None = None) -> pl.Expr:
    """Return the level of a core that another equals; at its best, unless `held` tells whose name holds the other's."""
    core, script = pl.col(f"core{side}"), pl.col(f"script{side}")
    letters = core.str.replace_all(" ", "").str.len_chars()
    return (
        pl.when(_is_body(core))
        .then(_level("body"))
        .when((script == "han") & (letters == 2) & (pl.lit(True) if held is None else held))
        .then(_level("han3"))
        .when(script == "han")
        .then(_by_size(letters, (4, "han4"), (3, "han3"), (2, "han2"), (0, "han1")))
        .when(script == "mixed")
        .then(_level("mixed"))
        .otherwise(_by_size(letters, (9, "latin9"), (6, "latin6"), (4, "latin4"), (0, "latin1")))
    )


def _core() -> pl.Expr:
    left, right = _both("core")
    script = pl.col("script_l")
    size = pl.min_horizontal(left.str.len_chars(), right.str.len_chars())
    exact = exact_level("_l", _one_holds_other())
    one_script = pl.col("script_l") == pl.col("script_r")
    sound = (
        pl.when(one_script & (script == "han"))
        .then(_by_size(size, (3, "homophone3"), (0, "homophone2")))
        .when(one_script)
        .then(exact)
        .otherwise(
            _by_size(
                pl.max_horizontal(left.str.len_chars(), right.str.len_chars()),
                (9, "sound9"),
                (6, "sound6"),
                (0, "sound1"),
            )
        )
    )
    near = one_script & (pl.col("likeness") <= pl.when(size > 11).then(2).otherwise(1)) & (size > 3)
    long = _by_size(pl.when(script == "han").then(0).otherwise(size), (9, "near9"), (0, "near4"))
    holds = (size > 1) & (left.str.contains(right, literal=True) | right.str.contains(left, literal=True))
    return (
        pl.when(pl.col("block") == "alias")
        .then(_level("alias"))
        .when((left == right) & (left != ""))
        .then(exact)
        .when(pl.col("block") == "sound")
        .then(sound)
        .when(pl.col("block") == "words")
        .then(_level("words"))
        .when(near)
        .then(long)
        .when(holds & (left != "") & (right != ""))
        .then(_level("contains"))
        .when(pl.col("block") == "initials")
        .then(_level("initials"))
        .otherwise(_level("none"))
    )


def _one_holds_other() -> pl.Expr:
    """Tell whether the shorter whole name, of four characters or more, stands within the longer."""
    left, right = _both("key")
    held = left.str.contains(right, literal=True) | right.str.contains(left, literal=True)
    return held & (pl.min_horizontal(left.str.len_chars(), right.str.len_chars()) > 3)


def _by_size(size: pl.Expr, *steps: tuple[int, str]) -> pl.Expr:
    found = _level(steps[-1][1])
    for least, name in reversed(steps[:-1]):
        found = pl.when(size >= least).then(_level(name)).otherwise(found)
    return found


def _is_body(core: pl.Expr) -> pl.Expr:
    return core.str.contains(r"(?:大学|学院|研究院|研究所|医院|科学院)$|\buniversity\b|\binstitute\b|\bhospital\b")


def _place() -> pl.Expr:
    """Compare all places that either side tells: where it is said to be, and what its name begins with."""
    cities = [pl.when(pl.col(f"city_{side}") != "").then(f"city_{side}") for side in "lr"]
    left = [cities[0], pl.col("region_l"), pl.col("place_l")]
    right = [cities[1], pl.col("region_r"), pl.col("place_r")]
    city, region = ((_any_same(left, right, digits)) for digits in (4, 2))
    told_l, told_r = (pl.any_horizontal(_domestic(each) for each in side) for side in (left, right))
    country_l, country_r = _both("country")
    return (
        pl.when(city)
        .then(_level("city"))
        .when(region)
        .then(_level("region"))
        .when(told_l & told_r)
        .then(_level("differ"))
        .when((country_l == "") | (country_r == ""))
        .then(_level("missing"))
        .when(country_l == country_r)
        .then(_level("country"))
        .otherwise(_level("abroad"))
    )


def _domestic(place: pl.Expr) -> pl.Expr:
    return place.fill_null("").str.contains(r"^\d{6}$")


def _any_same(left: list[pl.Expr], right: list[pl.Expr], digits: int) -> pl.Expr:
    def exact(place: pl.Expr) -> pl.Expr:
        return _domestic(place) & (
            (place.str.slice(2, 2) != "00") | (digits == 2) | place.str.contains("^(?:11|12|31|50)")
        )

    return pl.any_horizontal(
        exact(one) & exact(other) & (one.str.head(digits) == other.str.head(digits)) for one in left for other in right
    )


def _industry() -> pl.Expr:
    left, right = _both("industry")
    brand_l, brand_r = (form == "" for form in _both("legal_form"))
    brands = brand_l & brand_r
    narrower = (pl.col("special_l") & (right == "") & brand_r) | (pl.col("special_r") & (left == "") & brand_l)
    return (
        pl.when(narrower & (left != right))
        .then(_level("narrower"))
        .when(brands & ((left == "") != (right == "")) & (pl.col("script_l") == pl.col("script_r")))
        .then(_level("general"))
        .when((left == "") | (right == "") | (_is_latin(left) != _is_latin(right)))
        .then(_level("missing"))
        .when(left == right)
        .then(_level("same"))
        .when(left.str.contains(right, literal=True) | right.str.contains(left, literal=True))
        .then(_level("overlap"))
        .otherwise(_level("differ"))
    )


def _is_latin(text: pl.Expr) -> pl.Expr:
    return text.str.contains("^[a-z0-9 ]")


def _registered() -> pl.Expr:
    """Compare two full legal names, which name two firms wherever place or industry differ."""
    full = (pl.col("legal_form_l") != "") & (pl.col("legal_form_r") != "")
    one_script = pl.col("script_l") == pl.col("script_r")
    place, other = _both("place")
    told = (place != "") & (other != "") & (place != other)
    within = (place.str.head(2) == other.str.head(2)) & (_whole_region(place) | _whole_region(other))
    places = ~told | within | (place.str.head(4) == other.str.head(4))
    same = (pl.col("industry_l") == pl.col("industry_r")) & places
    return (
        pl.when(full & ~places)
        .then(_level("differ"))
        .when(~full | ~one_script)
        .then(_level("missing"))
        .when(same)
        .then(_level("same"))
        .otherwise(_level("differ"))
    )


def _whole_region(place: pl.Expr) -> pl.Expr:
    """Tell whether a place is a province or one of the four cities that are provinces: what lies in it is not told."""
    return place.str.contains(r"^(?:\d\d0000|(?:11|12|31|50)\d{4})$")


def _arm() -> pl.Expr:
    left, right = _both("arm")
    unit = left.str.split(":").list.first() != right.str.split(":").list.first()
    return pl.when(left == right).then(_level("same")).when(unit).then(_level("unit")).otherwise(_level("differ"))


def _domain() -> pl.Expr:
    left, right = _both("domain")
    return (
        pl.when((left == "") | (right == ""))
        .then(_level("missing"))
        .when(left != right)
        .then(_level("differ"))
        .when("common_l")
        .then(_level("shared"))
        .otherwise(_level("same"))
    )


def _source() -> pl.Expr:
    left, right = _both("source")
    return pl.when((left == right) & (left != "")).then(_level("same")).otherwise(_level("other"))


def _kind() -> pl.Expr:
    left, right = _both("kind")
    free = ["organisation", ""]
    return (
        pl.when((left == right) | left.is_in(free) | right.is_in(free)).then(_level("same")).otherwise(_level("differ"))
    )


LEVELS = {
    "core": _core,
    "place": _place,
    "industry": _industry,
    "registered": _registered,
    "arm": _arm,
    "domain": _domain,
    "source": _source,
    "kind": _kind,
}
"""The level of each comparison of two forms side by side, of which it reads `READS` (…_l, …_r)."""
