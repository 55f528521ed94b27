/*
title: {zh: 国际技术赋能, en: International technology output}
note:
  zh: 本省样本企业对境外的技术赋能，按研究声明的口径计数。对方所在国家均未知的省份为空，无此类关系的省份为 0；整
    个研究无此类数据时不产生任何行。
  en: Technology outputs of the province's enterprises to abroad, in the study's reading. A province whose partners
    are all of unknown country stays empty, one without such relations counts 0; a study without such data yields no
    rows.
key: [region]
columns: {region: region, value: count}
made: count
*/
WITH ties AS (
    SELECT t.subject_id, t.relation_id, e.region, t.overseas
    FROM technology_tie AS t
    JOIN enterprise AS e ON e.subject_id = t.subject_id
    WHERE t.direction = 'technology_output' AND e.region IS NOT NULL
), basis AS (
    SELECT subject_id, relation_id, region FROM ties WHERE overseas
), regions AS (
    SELECT DISTINCT s.region
    FROM sample AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
    WHERE m.wave = (SELECT wave FROM study) AND s.region IS NOT NULL
), known AS (
    SELECT region, count(overseas) AS countries FROM ties GROUP BY region
), counted AS (
    SELECT region, count(*) AS value FROM basis GROUP BY region
)
SELECT r.region, CASE WHEN k.countries = 0 THEN NULL ELSE coalesce(c.value, 0) END AS value
FROM regions AS r
LEFT JOIN known AS k ON k.region = r.region
LEFT JOIN counted AS c ON c.region = r.region
WHERE EXISTS (SELECT 1 FROM known WHERE countries > 0)
ORDER BY r.region
