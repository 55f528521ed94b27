"""Typst in a process of its own: what it keeps of one print in memory goes with it before the next is set.

This file is run as a script by the Python that runs valuenet; it imports nothing of the house.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any


def typeset(template: str, document: str, fonts: Sequence[str], timestamp: int) -> bytes:
    """Return the PDF/UA-1 that Typst makes of `template`, which finds `document` (JSON) as the input `doc`.

    `fonts` are folders; none of the system's are used. Raises `RuntimeError` with Typst's words where it refuses.

    >>> typeset('#set document(title: "T"); #sys.inputs.doc', "Hello", (), 0)[:5]
    b'%PDF-'
    """
    told = {"template": template, "document": document, "fonts": list(fonts), "timestamp": timestamp}
    # -P: the script's folder has a module named html, which must not stand before Python's own
    ended = subprocess.run(
        [sys.executable, "-P", __file__], input=json.dumps(told).encode(), capture_output=True, check=False
    )
    if ended.returncode:
        raise RuntimeError(ended.stderr.decode("utf-8", "replace").strip() or f"it ended with {ended.returncode}")
    return ended.stdout


def _set(told: dict[str, Any]) -> bytes:
    import typst  # eighty megabytes that the process which asks for a print has no need of

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=told["fonts"])
    return typst.compile(
        told["template"].encode(),
        font_paths=fonts,
        sys_inputs={"doc": told["document"]},
        timestamp=told["timestamp"],
        pdf_standards="ua-1",
    )


if __name__ == "__main__":
    try:
        sys.stdout.buffer.write(_set(json.load(sys.stdin.buffer)))
    except RuntimeError as refused:  # of which Typst's own is a kind
        sys.exit(getattr(refused, "message", str(refused)))
