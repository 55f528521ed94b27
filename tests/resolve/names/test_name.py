from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from valuenet.resolve.names.name import Name, Step


def test_a_name_is_a_value() -> None:
    name = Name("华为", core="华为", key="华为")
    assert name == Name("华为", core="华为", key="华为")
    assert name.phonetic == "huawei"
    with pytest.raises(FrozenInstanceError):
        name.core = "x"  # type: ignore[misc]
    assert Step("width", "Ａ", "A", "").text_after == "A"
