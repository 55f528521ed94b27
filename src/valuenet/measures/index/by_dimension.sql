/*
title: {zh: 各省份的分项得分, en: Scores of the provinces by dimension}
note:
  zh: 分项是总指数的直接下级；排名在同一分项内进行。
  en: Dimensions stand directly below the root of the tree; ranks are within a dimension.
key: [region, indicator]
columns: {region: region, indicator: indicator, score: number, rank: rank, coverage: share}
*/
WITH dimensions AS (
    SELECT d.indicator, d.ordinal
    FROM index_indicator AS d
    JOIN index_indicator AS root ON root.indicator = d.parent
    WHERE root.parent IS NULL
), basis AS (
    SELECT s.region, d.indicator, c.indicator AS component, c.weight, s.score AS component_score
    FROM dimensions AS d
    JOIN index_indicator AS c ON c.parent = d.indicator
    JOIN index_score AS s ON s.indicator = c.indicator
)
SELECT s.region, s.indicator, s.score, s.rank, s.coverage
FROM index_score AS s
JOIN dimensions AS d ON d.indicator = s.indicator
ORDER BY s.region, d.ordinal, s.indicator
