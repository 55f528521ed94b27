/*
title: {zh: 企业估值, en: Enterprise valuation}
note:
  zh: 样本企业估值之和。有样本主体的省份若无此类主体则为 0，有此类主体而数值均未知则为空；整个研究无此类数据时不
    产生任何行。
  en: The sum of the valuations of the sample enterprises. A province without enterprises counts 0, one whose
    valuations are all unknown stays empty; a study without such data yields no rows.
key: [region]
columns: {region: region, value: cny}
made: {sum: valuation_cny}
*/
WITH basis AS (
    SELECT subject_id, region, valuation_cny FROM enterprise WHERE region IS NOT NULL
), regions AS (
    SELECT DISTINCT s.region
    FROM sample AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
    WHERE m.wave = (SELECT wave FROM study) AND s.region IS NOT NULL
), counted AS (
    SELECT region, CAST(sum(CAST(valuation_cny AS DECIMAL(28, 2))) AS DOUBLE) AS value FROM basis GROUP BY region
)
SELECT r.region, CASE WHEN c.region IS NULL THEN 0 ELSE c.value END AS value
FROM regions AS r
LEFT JOIN counted AS c ON c.region = r.region
WHERE EXISTS (SELECT 1 FROM basis WHERE valuation_cny IS NOT NULL)
ORDER BY r.region
