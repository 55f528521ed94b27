"""Charts as drawings, one function a form."""

from __future__ import annotations

from collections.abc import Callable

from valuenet.report.bars import columns, grouped_bars, ranked_bars, stacked_bars
from valuenet.report.curves import curves, distribution
from valuenet.report.document import Chart, Form
from valuenet.report.flows import sankey
from valuenet.report.matrix import matrix
from valuenet.report.plots import scatter, tile_map
from valuenet.report.shapes import Drawing, drawing
from valuenet.report.spans import diverging, dumbbells, intervals, slopes
from valuenet.report.treemap import treemap

_FORMS: dict[Form, Callable[[Chart], Drawing]] = {
    "bar": ranked_bars,
    "column": columns,
    "grouped_bar": grouped_bars,
    "stacked_bar": stacked_bars,
    "scatter": scatter,
    "tile_map": tile_map,
    "interval": intervals,
    "slope": slopes,
    "treemap": treemap,
    "sankey": sankey,
    "matrix": matrix,
    "curves": curves,
    "distribution": distribution,
    "dumbbell": dumbbells,
    "diverging": diverging,
    "network": lambda chart: drawing(chart, chart.height, chart.shapes),
}


def specification(chart: Chart) -> Drawing:
    """Return the specification of a chart: its shapes and words in the language of the chart, for page and print."""
    return _FORMS[chart.form](chart)
