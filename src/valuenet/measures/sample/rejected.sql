/*
title: {zh: 剔除的行与单元格, en: Rejected rows and cells}
note:
  zh: “整行剔除”的行不产生任何记录；“仅该单元格剔除”的行其余内容照常保留。
  en: A rejected row yields no record; where only a cell is rejected, the rest of its row is kept.
key: [source_id, scope, reason, field]
columns: {source_id: source, scope: rejection_scope, reason: rejection_reason, field: field, rejections: count}
chart: {form: stacked_bar, label: reason, value: rejections, colour: source_id}
*/
WITH basis AS (
    SELECT source_id, "row", scope, reason, field, value, detail FROM rejected
), counted AS (
    SELECT source_id, scope, reason, field, count(*) AS rejections
    FROM basis
    GROUP BY source_id, scope, reason, field
)
SELECT c.source_id, c.scope, c.reason, c.field, c.rejections
FROM counted AS c
JOIN source AS s ON s.source_id = c.source_id
ORDER BY s.ordinal, c.source_id, c.scope DESC, c.rejections DESC, c.reason, c.field
