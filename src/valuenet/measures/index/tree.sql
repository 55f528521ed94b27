/*
title: {zh: 指标体系与权重, en: The tree of indicators and its weights}
note:
  zh: 上级指标的权重是其下各末级指标权重之和，公布权重并列于旁；差额 = 计算权重 − 公布权重。
  en: A parent's weight is the sum of its leaves and stands beside the published weight; the difference is computed
    minus published.
key: [indicator]
columns:
  {level: number, indicator: indicator, parent: indicator, direction: number, weight: weight, printed_weight: weight,
  difference: weight}
*/
WITH basis AS (
    SELECT indicator, parent, level, ordinal, direction, weight, printed_weight, measure FROM index_indicator
)
SELECT
    level,
    indicator,
    parent,
    direction,
    weight,
    printed_weight,
    round(weight - printed_weight, 10) AS difference
FROM basis
ORDER BY ordinal, indicator
