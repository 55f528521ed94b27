"""What is told of a source wherever it is cited in text: who made it, under which licence, from which file."""

from __future__ import annotations

from collections.abc import Iterator

from valuenet.language import Language, phrase
from valuenet.report.document import SourceEntry


def cited(source: SourceEntry, language: Language) -> Iterator[tuple[str, str]]:
    """Yield what is known of a source as pairs of a label and its text, in the order of a citation.

    >>> source = SourceEntry("s", "A list", "Somebody", None, None, None, "list.csv", "e3b0", None, None)
    >>> list(cited(source, "en"))[:2]
    [('Producer', 'Somebody'), ('File', 'list.csv')]
    """
    told = (
        ("producer", source.producer),
        ("licence", source.licence),
        ("accessed", source.accessed.isoformat() if source.accessed else None),
        ("file", source.path),
        ("hash", source.sha256),
        ("note", source.note),
    )
    for name, text in told:
        if text:
            yield phrase(f"source-{name}", language), text
