/*
title: {zh: 省份之间的关系, en: Relations between provinces}
note:
  zh: 只列关系最多的 10 个省份之间的关系；期望关系数为随机相连（保留各省进出总数）时的数量；比值大于 1 表示多于随机。
  en: Relations among the ten provinces of most relations. Expected is what would go between provinces if every end met
    any other; a ratio above 1 is more than chance.
key: [source_region, target_region]
columns: {source_region: region, target_region: region, observed: count, expected: number, ratio: number}
chart: {form: matrix, label: source_region, value: observed, colour: target_region, ratio: ratio}
*/
WITH basis AS (
    SELECT source AS source_region, target AS target_region, observed, expected, ratio
    FROM network_mixing
    WHERE attribute = 'region' AND source IS NOT NULL AND target IS NOT NULL
), ends AS (
    SELECT source_region AS region, observed FROM basis
    UNION ALL
    SELECT target_region AS region, observed FROM basis
), largest AS (
    SELECT region, sum(observed) AS total FROM ends GROUP BY region ORDER BY total DESC, region LIMIT 10
)
SELECT b.source_region, b.target_region, b.observed, b.expected, b.ratio
FROM basis AS b
JOIN largest AS f ON f.region = b.source_region
JOIN largest AS t ON t.region = b.target_region
ORDER BY f.total DESC, b.source_region, t.total DESC, b.target_region
