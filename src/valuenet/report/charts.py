"""Charts as Vega-Lite specifications, one function a form."""

from __future__ import annotations

from collections.abc import Callable

from valuenet.report.bars import columns, grouped_bars, ranked_bars, stacked_bars
from valuenet.report.document import Chart, Form
from valuenet.report.layers import Spec
from valuenet.report.plots import scatter, tile_map
from valuenet.report.spans import intervals, slopes

_FORMS: dict[Form, Callable[[Chart], Spec]] = {
    "bar": ranked_bars,
    "column": columns,
    "grouped_bar": grouped_bars,
    "stacked_bar": stacked_bars,
    "scatter": scatter,
    "tile_map": tile_map,
    "interval": intervals,
    "slope": slopes,
}


def specification(chart: Chart) -> Spec:
    """Return the Vega-Lite specification of a chart: plain JSON values, in the language of the chart's words."""
    return _FORMS[chart.form](chart)
