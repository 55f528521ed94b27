from __future__ import annotations

import numpy as np
import polars as pl

from tests.resolve.mentions import mentions
from valuenet.resolve.cluster import cluster
from valuenet.resolve.hubs import hub_links
from valuenet.resolve.keys import mention_keys
from valuenet.resolve.match.links import LINKS


def linked(*pairs: tuple[int, int]) -> pl.DataFrame:
    """Links to merge between these mentions."""
    rows = [(min(pair), max(pair), 0.95, "core", "merge") for pair in pairs]
    return pl.DataFrame(rows, schema=LINKS, orient="row")


def test_a_name_that_would_chain_many_others_joins_none_and_is_told() -> None:
    companies = [{"name_zh": f"公司{number}", "alias": ["联合实验室"]} for number in range(30)]
    frame = mentions(*companies, {"name_zh": "公司3"})
    found = cluster(mention_keys(frame), frame.select("mention", "source_id"))
    assert len(set(found.numbers)) == 30
    assert found.stopped.select("key", "joins", "reason").rows() == [("organisation|联合实验室", 30, "hub_name")]
    assert found.numbers[3] == found.numbers[30]


def test_a_famous_name_that_many_rows_bear_alone_is_no_hub() -> None:
    frame = mentions(*({"name_zh": "红杉资本", "kind": "investor"} for _ in range(200)))
    found = cluster(mention_keys(frame), frame.select("mention", "source_id"))
    assert len(set(found.numbers)) == 1
    assert found.stopped.is_empty()


def test_a_name_of_general_words_is_stopped_sooner() -> None:
    frame = mentions(*({"name_zh": f"公司{number}", "alias": ["科技有限公司"]} for number in range(4)))
    keys = mention_keys(frame)
    sources = frame.select("mention", "source_id")
    assert len(set(cluster(keys, sources).numbers)) == 1
    bare = cluster(keys, sources, bare=pl.Series(["organisation|科技"]))
    assert len(set(bare.numbers)) == 4
    assert bare.stopped["reason"].to_list() == ["bare_name"]


def test_the_middle_of_a_star_of_links_is_stopped() -> None:
    frame = mentions({"name_zh": "科技有限公司"}, *({"name_zh": f"企业{number}"} for number in range(1, 31)))
    star = linked(*((0, number) for number in range(1, 31)), (1, 2))
    found = cluster(mention_keys(frame), frame.select("mention", "source_id"), star)
    assert len(set(found.numbers)) == 30
    assert found.numbers[1] == found.numbers[2]
    assert found.stopped.select("mention", "joins", "reason").rows() == [(0, 30, "hub_links")]
    assert set(found.open_links["why"]) == {"hub"}


def test_what_a_register_knows_or_is_alike_throughout_is_no_star() -> None:
    frame = mentions(
        {"name_en": "Tsinghua University", "ror_id": "https://ror.org/1", "kind": "university"},
        *({"name_en": f"Tsinghua University, Department {number}", "kind": "university"} for number in range(1, 31)),
    )
    star = linked(*((0, number) for number in range(1, 31)))
    found = cluster(mention_keys(frame), frame.select("mention", "source_id"), star)
    assert len(set(found.numbers)) == 1
    everyone = linked(*((one, other) for one in range(30) for other in range(one)))
    alone = np.arange(30)
    kept, stopped = hub_links(everyone, alone, pl.Series([], dtype=pl.Int64), alone, 25)
    assert (kept.height, stopped.height) == (435, 0)
