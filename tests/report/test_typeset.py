"""Typst in a process of its own."""

from __future__ import annotations

import resource

import pytest

from valuenet.report.typeset import typeset

TITLED = '#set document(title: "T"); '


def test_a_document_comes_back_and_the_same_one_has_the_same_bytes() -> None:
    made = [typeset(TITLED + "#sys.inputs.doc", "A value network", (), at) for at in (0, 0, 1)]
    assert made[0] == made[1] != made[2]


def test_what_typst_refuses_is_told_in_its_words() -> None:
    with pytest.raises(RuntimeError, match="unknown variable: nothing"):
        typeset("#nothing", "", (), 0)
    with pytest.raises(RuntimeError, match="title"):
        typeset("words", "", (), 0)  # PDF/UA-1 asks for a title


def test_its_memory_is_not_ours() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    typeset(TITLED + "#for at in range(20000) [#at #parbreak()]", "", (), 0)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < before + 20_000
