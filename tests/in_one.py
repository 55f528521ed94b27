"""One test for many values: as an item of pytest for each, thousands of them cost more than what they check."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

MOST = 5
"""How many values may fail before the rest is not tried."""

Test = Callable[..., None]


def in_one(name: str, values: Sequence[Any]) -> Callable[[Test], Test]:
    """Call the test with every value for its argument `name`; of a failure the value is told.

    What other fixtures give is the same in every call: a patch or a folder of one call is there in the next one.
    """

    def decorated(test: Test) -> Test:
        asked = inspect.signature(test)

        @wraps(test)
        def with_each(**given: Any) -> None:
            failed: list[Exception] = []
            for value in values:
                try:
                    test(**given, **{name: value})
                except Exception as error:
                    error.add_note(f"{name}: {value}")
                    failed.append(error)
                if len(failed) == MOST:
                    break
            if failed:
                raise failed[0] if len(failed) == 1 else ExceptionGroup(test.__name__, failed)

        kept = [parameter for parameter in asked.parameters.values() if parameter.name != name]
        with_each.__signature__ = asked.replace(parameters=kept)  # type: ignore[attr-defined]
        return with_each

    return decorated
