/*
title: {zh: 大学数, en: Number of universities}
note:
  zh: 有样本主体的省份若无此类主体则为 0；整个研究无此类数据时不产生任何行。
  en: A province that has sample subjects but none of these counts 0; a study without such data yields no rows.
key: [region]
columns: {region: region, value: count}
made: count
*/
WITH basis AS (
    SELECT subject_id, region FROM university WHERE region IS NOT NULL
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
