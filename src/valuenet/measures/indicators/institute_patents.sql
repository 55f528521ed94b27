/*
title: {zh: 科研机构专利数, en: Patents of institutions}
note:
  zh: 有样本主体的省份若无此类主体则为 0，有此类主体而数值均未知则为空；整个研究无此类数据时不产生任何行。
  en: A province with sample subjects but none of these counts 0, one whose values are all unknown stays empty; a
    study without such data yields no rows.
key: [region]
columns: {region: region, value: number}
made: {sum: patents}
*/
WITH basis AS (
    SELECT subject_id, region, patents FROM institute WHERE region IS NOT NULL
), regions AS (
    SELECT DISTINCT s.region
    FROM sample AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
    WHERE m.wave = (SELECT wave FROM study) AND s.region IS NOT NULL
), counted AS (
    SELECT region, CAST(sum(patents) AS BIGINT) AS value FROM basis GROUP BY region
)
SELECT r.region, CASE WHEN c.region IS NULL THEN 0 ELSE c.value END AS value
FROM regions AS r
LEFT JOIN counted AS c ON c.region = r.region
WHERE EXISTS (SELECT 1 FROM basis WHERE patents IS NOT NULL)
ORDER BY r.region
