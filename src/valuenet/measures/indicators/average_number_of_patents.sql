/*
title: {zh: 企业平均专利数, en: Average number of patents}
note:
  zh: 对专利数已知的样本企业求平均；无一已知的省份为空。
  en: The mean over sample enterprises of known patents; empty for a province where none is known.
key: [region]
columns: {region: region, value: number}
made: {mean: patents}
*/
WITH basis AS (
    SELECT subject_id, region, patents FROM enterprise WHERE region IS NOT NULL AND patents IS NOT NULL
), regions AS (
    SELECT DISTINCT s.region
    FROM sample AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
    WHERE m.wave = (SELECT wave FROM study) AND s.region IS NOT NULL
), counted AS (
    SELECT region, sum(patents) / count(*) AS value FROM basis GROUP BY region
)
SELECT r.region, c.value
FROM regions AS r
LEFT JOIN counted AS c ON c.region = r.region
WHERE EXISTS (SELECT 1 FROM basis)
ORDER BY r.region
