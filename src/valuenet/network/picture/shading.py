"""The ties of a picture drawn by density, for PNG: hair-fine lines by the million pixels are slow in any renderer."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from math import ceil

import numpy as np

from valuenet.network.graph import IntArray
from valuenet.network.picture.leaves import Floats

_RUN = re.compile(r'(?:<g class="ties" (?:(?!</g>).)*</g>)+', re.DOTALL)
_GROUP = re.compile(r'<g class="ties" stroke="#([0-9a-f]{6})" stroke-width="([\d.]+)"[^>]*>(.*?)</g>', re.DOTALL)
_PATH = re.compile(r'<path d="([^"]*)" stroke-opacity="([\d.]+)"/>')
_INTEGER = re.compile(r"-?\d+")
_STEP = 1.0  # pixels between the points of a line
_AT_ONCE = 1 << 19
_MANY = 600  # lines, below which the renderer is quick enough


def with_shaded_ties(svg: str, page: tuple[float, float], scale: float) -> str:
    """Return an SVG whose groups of ties have become images of them, `scale` pixels for one of the page's.

    Where lines cross they darken each other, as if each were drawn over the one before.

    >>> path = '<path d="' + 600 * "m0 0l100 0" + '" stroke-opacity="0.5"/>'
    >>> with_shaded_ties(f'<g class="ties" stroke="#000000" stroke-width="10">{path}</g>', (10, 10), 1.0)[:48]
    '<image width="10" height="10" href="data:image/p'
    """
    return _RUN.sub(lambda found: _image(found[0], page, scale), svg)


def _image(groups: str, page: tuple[float, float], scale: float) -> str:
    """Return groups that follow one another as one image, or as they are where they are small."""
    if groups.count("l") < _MANY:
        return groups
    columns, rows = (ceil(side * scale - 1e-6) for side in page)
    pixels = np.zeros((rows * columns, 4), np.uint8)
    clear = np.ones(rows * columns)
    for colour, width, paths in _GROUP.findall(groups):
        thinned = _thinned(paths, float(width) / 10, columns, rows, scale)
        there = np.flatnonzero(thinned)
        left, before = np.exp(thinned[there]), clear[there]
        cover = 1 - before * left
        new = ((1 - left) / np.maximum(cover, 1e-9))[:, None]  # of the colour there, the share that this one has
        shade = np.frombuffer(bytes.fromhex(colour), np.uint8)
        pixels[there, :3] = np.rint(pixels[there, :3] * (1 - new) + shade * new) if (before < 1).any() else shade
        pixels[there, 3] = np.rint(255 * cover)
        clear[there] = before * left
    data = base64.b64encode(_png(pixels.reshape(rows, columns, 4))).decode()
    size = f'width="{columns / scale:.9g}" height="{rows / scale:.9g}"'  # a pixel for a pixel: nothing to interpolate
    return f'<image {size} href="data:image/png;base64,{data}"/>'


def _thinned(paths: str, width: float, columns: int, rows: int, scale: float) -> Floats:
    """Return the logarithm of what paths let through of what lies below them, for each pixel."""
    ends, logs = [np.zeros((0, 4))], [np.zeros(0)]
    for path, opacity in _PATH.findall(paths):
        steps = np.array(_INTEGER.findall(path), np.float64).reshape(-1, 2)
        ends.append(steps.cumsum(axis=0).reshape(-1, 4) * (scale / 10))
        logs.append(np.full(len(ends[-1]), np.log1p(-float(opacity)) * width * scale))
    return _drawn(np.concatenate(ends), np.concatenate(logs), columns, rows)


def _drawn(ends: Floats, weight: Floats, columns: int, rows: int) -> Floats:
    """Return the length of all lines within each pixel times their weight, `(rows * columns,)`.

    `ends` `(k, 4)` are x, y, x, y in pixels; `weight` is `(k,)`.
    """
    length = np.sqrt((ends[:, 2] - ends[:, 0]) ** 2 + (ends[:, 3] - ends[:, 1]) ** 2)
    points = np.maximum(np.ceil(length / _STEP).astype(np.int64), 1)
    before = np.cumsum(points) - points
    total = np.zeros(rows * columns)
    block = before // _AT_ONCE
    for first, last in zip(*_runs(block), strict=True):
        line = np.repeat(np.arange(first, last), points[first:last])
        along = (np.arange(len(line)) - (before[line] - before[first]) + 0.5) / points[line]
        x, y = (ends[line, axis] + along * (ends[line, axis + 2] - ends[line, axis]) - 0.5 for axis in (0, 1))
        total += _splashed(x, y, (weight * length / points)[line], columns, rows)
    return total


def _runs(block: IntArray) -> tuple[list[int], list[int]]:
    """Return where each run of equal numbers begins and ends."""
    first = np.flatnonzero(np.diff(block, prepend=-1))
    return first.tolist(), [*first[1:].tolist(), len(block)]


def _splashed(x: Floats, y: Floats, weight: Floats, columns: int, rows: int) -> Floats:
    """Spread weights over the four pixels around each point; what lies beyond the page goes to its edge."""
    x, y = np.clip(x, 0, columns - 1.001), np.clip(y, 0, rows - 1.001)
    column, row = x.astype(np.int64), y.astype(np.int64)
    right, below = x - column, y - row
    corner = row * columns + column
    pixel = np.concatenate([corner + shift for shift in (0, 1, columns, columns + 1)])
    share = ((1 - right) * (1 - below), right * (1 - below), (1 - right) * below, right * below)
    return np.asarray(np.bincount(pixel, np.concatenate(share) * np.tile(weight, 4), rows * columns), np.float64)


def _png(pixels: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]) -> bytes:
    """Return an RGBA image as PNG (W3C Portable Network Graphics, third edition), rows unfiltered."""
    rows, columns, _ = pixels.shape
    raw = np.zeros((rows, columns * 4 + 1), np.uint8)
    raw[:, 1:] = pixels.reshape(rows, -1)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", columns, rows, 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(raw.tobytes(), 1)),
        (b"IEND", b""),
    )
    parts = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
