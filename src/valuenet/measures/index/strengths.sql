/*
title: {zh: 各省份最强与最弱的指标, en: What lifts each province and what holds it back}
note:
  zh: “高于平均”是该指标对得分的贡献减去有数据的各省份的平均贡献；其余指标在数据库表 index_standing 中。
  en: The lead is what the indicator contributes to the score, less the mean contribution of the provinces with data; the
    other indicators stand in the table index_standing of the database.
key: [region]
columns: {rank: rank, region: region, strength: indicator, strength_lead: number, weakness: indicator,
  weakness_lead: number}
*/
WITH basis AS (
    SELECT region, indicator, lead, contribution FROM index_standing WHERE lead IS NOT NULL
), extremes AS (
    SELECT region,
        arg_max(indicator, lead) FILTER (WHERE lead > 0) AS strength,
        max(lead) FILTER (WHERE lead > 0) AS strength_lead,
        arg_min(indicator, lead) FILTER (WHERE lead < 0) AS weakness,
        min(lead) FILTER (WHERE lead < 0) AS weakness_lead
    FROM basis
    GROUP BY region
)
SELECT s.rank, e.region, e.strength, e.strength_lead, e.weakness, e.weakness_lead
FROM extremes AS e
JOIN index_score AS s ON s.region = e.region AND s.wave = (SELECT wave FROM study)
JOIN index_indicator AS i ON i.indicator = s.indicator AND i.parent IS NULL
ORDER BY s.rank IS NULL, s.rank, e.region
