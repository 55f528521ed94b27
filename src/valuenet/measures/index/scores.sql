/*
title: {zh: 各省份的综合得分与排名, en: Scores and ranks of the provinces}
note:
  zh: 得分是有数据的末级指标的权重与归一值之积的总和，无数据的指标不计分；覆盖权重是有数据的末级指标所占的权重。
  en: The score adds weight times normalised value over the leaves that have data; leaves without data add nothing,
    and the weight covered is the share of the weight on leaves that have data.
key: [region]
columns: {rank: rank, region: region, score: number, coverage: share}
chart: {form: tile_map, label: region, value: score}
*/
WITH basis AS (
    SELECT v.region, v.indicator, i.weight, v.value, v.normalised
    FROM index_value AS v
    JOIN index_indicator AS i ON i.indicator = v.indicator
    WHERE v.wave = (SELECT wave FROM study)
)
SELECT s.rank, s.region, s.score, s.coverage
FROM index_score AS s
JOIN index_indicator AS i ON i.indicator = s.indicator
WHERE i.parent IS NULL AND s.wave = (SELECT wave FROM study)
ORDER BY s.rank IS NULL, s.rank, s.region
