/*
title: {zh: 各省份提升一个名次至少需要什么, en: The least that would gain each province a rank}
note:
  zh: 使总变化最小的一组改进，变化以该指标全距的份额计，由线性规划求得，其他省份保持不变；并非唯一途径，也不表示做得
    到。
  en: The smallest change in all, counted in shares of each indicator's range and found by linear programming, while the
    others stay as they are; it is not the only way, and nobody says that it can be gone.
key: [region, indicator]
columns: {rank: rank, region: region, wanted: rank, indicator: indicator, value_before: number, value_after: number,
  share: share}
*/
WITH basis AS (
    SELECT m.region, m.indicator, g.rank, g.wanted, m.value_before, m.value_after, m.share
    FROM index_move AS m
    JOIN index_gain AS g ON g.region = m.region
    WHERE g.reached <= g.wanted
)
SELECT b.rank, b.region, b.wanted, b.indicator, b.value_before, b.value_after, b.share
FROM basis AS b
JOIN index_indicator AS i ON i.indicator = b.indicator
ORDER BY b.rank, b.region, i.ordinal
