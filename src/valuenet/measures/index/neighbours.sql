/*
title: {zh: 相邻名次的先后, en: Each province and the next}
note:
  zh: “在前的概率”是多次重建中本省得分高于下一名的比例，同分各计一半；50% 即无从分辨。
  en: The probability is the share of builds in which the province is before the next one, equal scores counting
    half; at 50% nothing tells them apart.
key: [region]
columns: {rank: rank, region: region, other: region, gap: number, probability: share}
*/
WITH ranked AS (
    SELECT s.region, s.score, s.rank,
        lead(s.region) OVER (ORDER BY s.rank, s.region) AS other,
        lead(s.score) OVER (ORDER BY s.rank, s.region) AS next_score
    FROM index_score AS s
    JOIN index_indicator AS i ON i.indicator = s.indicator
    WHERE i.parent IS NULL AND s.wave = (SELECT wave FROM study) AND s.rank IS NOT NULL
), basis AS (
    SELECT r.region, r.rank, r.other, r.score - r.next_score AS gap, o.probability
    FROM ranked AS r
    JOIN index_order AS o ON o.region = r.region AND o.other = r.other
)
SELECT rank, region, other, gap, probability
FROM basis
ORDER BY rank, region
