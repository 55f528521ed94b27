/*
title: {zh: 各省份的分项得分, en: Scores of the provinces by dimension}
note:
  zh: 分项是总指数的直接下级，各分项得分相加即综合得分；省份按综合得分排列，名次在同一分项内给出。
  en: Dimensions stand directly below the root of the tree, and their scores add up to the total. Provinces stand in
    the order of the total; ranks are within a dimension.
key: [region, indicator]
columns: {region: region, indicator: indicator, score: number, rank: rank, coverage: share}
chart: {form: stacked_bar, label: region, value: score, colour: indicator}
*/
WITH root AS (
    SELECT s.region, i.indicator, s.rank
    FROM index_score AS s
    JOIN index_indicator AS i ON i.indicator = s.indicator
    WHERE i.parent IS NULL AND s.wave = (SELECT wave FROM study)
), basis AS (
    SELECT s.region, d.indicator, c.indicator AS component, c.weight, s.score AS component_score
    FROM index_indicator AS d
    JOIN index_indicator AS c ON c.parent = d.indicator
    JOIN index_score AS s ON s.indicator = c.indicator AND s.wave = (SELECT wave FROM study)
)
SELECT s.region, s.indicator, s.score, s.rank, s.coverage
FROM index_score AS s
JOIN index_indicator AS d ON d.indicator = s.indicator
JOIN root AS r ON r.indicator = d.parent AND r.region = s.region
WHERE s.wave = (SELECT wave FROM study)
ORDER BY r.rank IS NULL, r.rank, s.region, d.ordinal, s.indicator
