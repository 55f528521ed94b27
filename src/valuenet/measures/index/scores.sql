/*
title: {zh: 各省份的综合得分与排名, en: Scores and ranks of the provinces}
note:
  zh: 得分 = 权重 × 归一值之和；覆盖权重是该省份有数据的末级指标的权重占比。
  en: The score is the sum of weight times normalised value; coverage is the share of the weight of the leaves for
    which the province has data.
key: [region]
columns: {rank: rank, region: region, score: number, coverage: share}
chart: {form: tile_map, label: region, value: score}
*/
WITH basis AS (
    SELECT v.region, v.indicator, i.weight, v.value, v.normalised
    FROM index_value AS v
    JOIN index_indicator AS i ON i.indicator = v.indicator
)
SELECT s.rank, s.region, s.score, s.coverage
FROM index_score AS s
JOIN index_indicator AS i ON i.indicator = s.indicator
WHERE i.parent IS NULL
ORDER BY s.rank IS NULL, s.rank, s.region
