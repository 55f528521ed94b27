/*
title: {zh: 移除供应方的损失曲线, en: Loss by the number of suppliers removed}
note:
  zh: 随机移除给出多次抽取的均值与 95% 区间；定向移除从接收方最多或邻居最多的供应方开始。
  en: Random removal is the mean of many draws with the interval that holds 95 % of them; targeted removal begins with
    the suppliers of most receivers, or of most neighbours.
key: [strategy, measured, removed]
columns: {strategy: shock_strategy, measured: shock_measure, removed: count, value: share, low: share, high: share}
chart: {form: curves, label: removed, value: value, colour: strategy, panel: measured, low: low, high: high}
*/
WITH basis AS (
    SELECT strategy, measured, removed, value, low, high FROM shock_curve
)
SELECT b.strategy, b.measured, b.removed, b.value, b.low, b.high
FROM basis AS b
LEFT JOIN vocabulary AS m ON m.vocabulary = 'shock_measure' AND m.code = b.measured
LEFT JOIN vocabulary AS s ON s.vocabulary = 'shock_strategy' AND s.code = b.strategy
ORDER BY m.ordinal, b.measured, s.ordinal, b.strategy, b.removed
