/*
title: {zh: 不一致的数字及其原因, en: Figures that differ and why}
note:
  zh: 名称照原文。计算数值取与公布数值相同的小数位数。
  en: Names are as printed. Computed values have as many decimals as the printed ones.
key: [figure_id]
columns:
  {figure_id: figure, printed: text, computed_text: text, outcome: audit_outcome, figure_status: figure_status,
  figure_reason: figure_reason}
*/
WITH basis AS (
    SELECT
        f.figure_id,
        f.ordinal,
        f.printed,
        c.computed_text,
        c.outcome,
        f.status AS figure_status,
        f.figure_id AS figure_reason
    FROM figure AS f
    JOIN comparison AS c ON c.figure_id = f.figure_id
    WHERE c.outcome NOT IN ('equal', 'unbound')
)
SELECT figure_id, printed, computed_text, outcome, figure_status, figure_reason
FROM basis
ORDER BY ordinal, figure_id
