/*
title: {zh: 基础层和技术层企业数, en: Number of base-layer and technology-layer enterprises}
note:
  zh: 有企业而层级均未知的省份为空。有样本主体的省份若无此类主体则为 0；整个研究无此类数据时不产生任何行。
  en: A province whose enterprises are all of unknown layer stays empty. A province that has sample subjects but none
    of these counts 0; a study without such data yields no rows.
key: [region]
columns: {region: region, value: count}
made: count
*/
WITH basis AS (
    SELECT subject_id, region, layer FROM enterprise WHERE region IS NOT NULL AND layer IN ('base', 'technology')
), regions AS (
    SELECT DISTINCT s.region
    FROM sample AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
    WHERE m.wave = (SELECT wave FROM study) AND s.region IS NOT NULL
), known AS (
    SELECT region, count(layer) AS layers FROM enterprise WHERE region IS NOT NULL GROUP BY region
), counted AS (
    SELECT region, count(*) AS value FROM basis GROUP BY region
)
SELECT r.region, CASE WHEN k.layers = 0 THEN NULL ELSE coalesce(c.value, 0) END AS value
FROM regions AS r
LEFT JOIN known AS k ON k.region = r.region
LEFT JOIN counted AS c ON c.region = r.region
WHERE EXISTS (SELECT 1 FROM known WHERE layers > 0)
ORDER BY r.region
