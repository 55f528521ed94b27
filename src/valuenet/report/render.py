"""A drawing as one SVG element of a page or a print."""

from __future__ import annotations

from html import escape

from valuenet.report.shapes import WIDTH, Drawing, px


def svg(drawn: Drawing, title: str, name: str) -> str:
    """Return a chart as one inline SVG element, labelled for readers who cannot see it.

    `title` and the drawing's description become its label; `name` makes its ids unique on the page. A chart whose
    marks lead to rows is a group of buttons, of which the first is in the order of the keyboard; any other is one
    image. Equal inputs give equal bytes.

    >>> svg(Drawing(20, (), "d"), "t", "c")[:71]
    '<svg class="chart" role="img" aria-labelledby="c-t c-d" viewBox="0 0 72'
    """
    role = f'group" data-table="{escape(drawn.table)}' if drawn.leads else "img"
    labels = f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(drawn.description)}</desc>'
    shapes = "".join(drawn.parts).replace('tabindex="-1"', 'tabindex="0"', 1)
    return (
        f'<svg class="chart" role="{role}" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {WIDTH}'
        f' {px(drawn.height)}">{labels}{shapes}</svg>'
    )
