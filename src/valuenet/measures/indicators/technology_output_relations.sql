/*
title: {zh: 技术赋能关系数, en: Technology output relations}
note:
  zh: 本省样本企业的技术赋能关系，按研究声明的口径计数。有样本主体的省份若无此类主体则为 0；整个研究无此类数据时
    不产生任何行。
  en: Technology outputs of the province's sample enterprises, counted in the study's reading. A province that has
    sample subjects but none of these counts 0; a study without such data yields no rows.
key: [region]
columns: {region: region, value: count}
made: count
*/
WITH basis AS (
    SELECT t.subject_id, t.relation_id, e.region
    FROM technology_tie AS t
    JOIN enterprise AS e ON e.subject_id = t.subject_id
    WHERE t.direction = 'technology_output' AND e.region IS NOT NULL
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
