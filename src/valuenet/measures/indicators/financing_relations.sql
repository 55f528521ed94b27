/*
title: {zh: 融资关系数, en: Financing relations}
note:
  zh: 本省样本企业的融资关系，按研究声明的口径计数。有样本主体的省份若无此类主体则为 0；整个研究无此类数据时不产
    生任何行。
  en: Financing relations of the province's sample enterprises, counted in the study's reading. A province that has
    sample subjects but none of these counts 0; a study without such data yields no rows.
key: [region]
columns: {region: region, value: count}
made: count
*/
WITH ties AS (
    SELECT ego_id AS subject_id, relation_id FROM network_relation WHERE kind = 'financing'
    UNION ALL
    SELECT alter_id AS subject_id, relation_id
    FROM network_relation
    WHERE kind = 'investment' AND alter_id <> ego_id AND (SELECT reading FROM study) = 'either'
), basis AS (
    SELECT t.subject_id, t.relation_id, e.region
    FROM ties AS t
    JOIN enterprise AS e ON e.subject_id = t.subject_id
    WHERE e.region IS NOT NULL
), regions AS (
    SELECT DISTINCT s.region
    FROM sample AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
    WHERE m.wave = (SELECT wave FROM study) AND s.region IS NOT NULL
), counted AS (
    SELECT region, count(*) AS value FROM basis GROUP BY region
)
SELECT r.region, coalesce(c.value, 0) AS value
FROM regions AS r
LEFT JOIN counted AS c ON c.region = r.region
WHERE EXISTS (SELECT 1 FROM basis)
ORDER BY r.region
