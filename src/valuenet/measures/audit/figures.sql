/*
title: {zh: 全部公布数字, en: All published figures}
note:
  zh: 名称照原文。不由数据库计算的数字没有计算数值，原因列说明缘由；每个数字的查询见数据库的 comparison 表。
  en: Names are as printed. Figures that are not computed say why; the query of each figure is in the table comparison
    of the database.
key: [figure_id]
columns:
  {figure_id: figure, chapter: chapter, printed: text, computed_text: text, outcome: audit_outcome,
  figure_status: figure_status, figure_reason: figure_reason, measure: text}
*/
WITH basis AS (
    SELECT
        f.figure_id,
        f.ordinal,
        f.chapter,
        f.printed,
        c.computed_text,
        c.outcome,
        f.status AS figure_status,
        f.figure_id AS figure_reason,
        c.measure
    FROM figure AS f
    JOIN comparison AS c ON c.figure_id = f.figure_id
)
SELECT figure_id, chapter, printed, computed_text, outcome, figure_status, figure_reason, measure
FROM basis
ORDER BY ordinal, figure_id
