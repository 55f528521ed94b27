from __future__ import annotations

from valuenet.database.account import account
from valuenet.database.read import Database


def test_the_account_adds_up(example: Database) -> None:
    found = account(example)
    assert [each["source_id"] for each in found["sources"]] == [
        "enterprises",
        "ties",
        "rounds",
        "amounts",
        "research",
        "events",
    ]
    assert all(each["rows_read"] == each["rows_kept"] + each["rows_rejected"] for each in found["sources"])
    kinds = {each["kind"]: each for each in found["kinds"]}
    assert next(iter(kinds)) == "enterprise"
    assert all(0 <= each["sample"] <= each["collected"] for each in kinds.values())
    assert kinds["organisation"]["sample"] == 0
    assert (
        sum(each["collected"] for each in kinds.values()) == example.query("SELECT count(*) AS n FROM subject")["n"][0]
    )
    for name, view in (("nodes", "network_node"), ("relations", "network_relation")):
        assert found[name] == example.query(f"SELECT count(*) AS n FROM {view}")["n"][0] > 0
