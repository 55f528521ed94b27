/*
title: {zh: 融资额, en: Amount of financing}
note:
  zh: 样本企业累计融资额之和；来源未给总额的企业取其各轮已披露金额之和。有样本主体的省份若无此类主体则为 0，有此
    类主体而数值均未知则为空；整个研究无此类数据时不产生任何行。
  en: The sum of the total funding of the sample enterprises, that is, the total the source gives, or else the
    disclosed amounts of the rounds. A province without enterprises counts 0, one whose amounts are all unknown stays
    empty; a study without such data yields no rows.
key: [region]
columns: {region: region, value: cny}
made: {sum: funding_cny}
*/
WITH rounds AS (
    SELECT subject_id, CAST(sum(CAST(amount_cny AS DECIMAL(28, 2))) AS DOUBLE) AS amount_cny
    FROM financing_round
    WHERE date IS NULL OR date <= (SELECT w.date FROM wave AS w JOIN study AS s ON s.wave = w.wave)
    GROUP BY subject_id
), basis AS (
    SELECT e.subject_id, e.region, coalesce(e.funding_cny, r.amount_cny) AS funding_cny
    FROM enterprise AS e
    LEFT JOIN rounds AS r ON r.subject_id = e.subject_id
    WHERE e.region IS NOT NULL
), regions AS (
    SELECT DISTINCT s.region
    FROM sample AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
    WHERE m.wave = (SELECT wave FROM study) AND s.region IS NOT NULL
), counted AS (
    SELECT region, CAST(sum(CAST(funding_cny AS DECIMAL(28, 2))) AS DOUBLE) AS value FROM basis GROUP BY region
)
SELECT r.region, CASE WHEN c.region IS NULL THEN 0 ELSE c.value END AS value
FROM regions AS r
LEFT JOIN counted AS c ON c.region = r.region
WHERE EXISTS (SELECT 1 FROM basis WHERE funding_cny IS NOT NULL)
ORDER BY r.region
