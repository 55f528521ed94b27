/*
title: {zh: 各年形成的关系, en: Relations by year}
note:
  zh: 按关系的日期计年；年份为空的行是日期未知的关系。
  en: By the year of the relation's date; rows without a year hold relations of unknown date.
key: [year, kind]
columns: {year: year, kind: relation_kind, relations: count}
chart: {form: stacked_bar, label: year, value: relations, colour: kind}
*/
WITH basis AS (
    SELECT relation_id, CAST(extract(YEAR FROM date) AS BIGINT) AS year, kind FROM network_relation
), counted AS (
    SELECT year, kind, count(*) AS relations FROM basis GROUP BY year, kind
)
SELECT c.year, c.kind, c.relations
FROM counted AS c
LEFT JOIN vocabulary AS v ON v.vocabulary = 'relation_kind' AND v.code = c.kind
ORDER BY c.year IS NULL, c.year, v.ordinal, c.kind
