"""A picture as PNG."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from valuenet.errors import UsageError
from valuenet.network.picture.shading import with_shaded_ties

_WORDS = re.compile(r'<g class="words" fill="([^"]*)"([^>]*)>(.*?)</g>', re.DOTALL)
_SIZE = re.compile(r'font-size="([\d.]+)"')
_WIDTH = re.compile(r'<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"')
_REGULAR, _BOLD = 0.03, 0.055  # of the type size: what makes the thinnest weight look regular, or bold
_MOST = 20_000


def png(svg: str, *, fonts: Path | None = None, width: int = 1600) -> bytes:
    r"""Return a picture of this package, drawn `width` pixels wide.

    `fonts` is a folder with Noto Sans SC as a variable font; without it hanzi stay blank. The renderer sets such a
    font in its thinnest weight, so its letters are thickened here. Raises `UsageError` where `svg` is no picture of
    this package, the folder is missing or the width is not from 16 to 20,000 pixels.

    >>> png('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"></svg>', width=40)[:4]
    b'\x89PNG'
    """
    import vl_convert

    found = _WIDTH.match(svg)
    if found is None:
        raise UsageError("this is no picture that valuenet drew: give the SVG as draw_network returned it")
    if not 16 <= width <= _MOST:
        raise UsageError(f"a picture cannot be {width} pixels wide: give 16 to {_MOST:,}")
    if fonts is not None:
        _register(fonts)
        svg = _WORDS.sub(_thickened, svg)
    page, scale = (float(found[1]), float(found[2])), width / float(found[1])
    return vl_convert.svg_to_png(with_shaded_ties(svg, page, scale), scale=scale)


@lru_cache(maxsize=8)
def _register(fonts: Path) -> None:
    import vl_convert

    if not fonts.is_dir():
        raise UsageError(f"{fonts} is no folder: give the one that holds the font file")
    vl_convert.register_font_directory(str(fonts))


def _thickened(found: re.Match[str]) -> str:
    """Draw the words once more over themselves, with a fine stroke of their own colour."""
    colour, style, words = found.groups()
    share = _BOLD if 'font-weight="700"' in style else _REGULAR
    plain = re.sub(r' (?:stroke|stroke-width|paint-order)="[^"]*"', "", style)
    heavy = _SIZE.sub(lambda size: f'{size[0]} stroke-width="{share * float(size[1]):.2f}"', words)
    return f'{found[0]}<g fill="{colour}" stroke="{colour}"{plain}>{heavy}</g>'
