"""How many random networks a comparison with peers goes through: a hundred, or a thousand in the slow tests."""

from __future__ import annotations

import pytest

ON_MANY = pytest.mark.parametrize(
    "seeds", [range(100), pytest.param(range(1000), marks=pytest.mark.slow)], ids=["hundred", "thousand"]
)
