/*
title: {zh: 各组指标是否一致, en: Whether the indicators of a group go together}
note:
  zh: 克龙巴赫 α 系数以各项均有数据的省份计算；平均相关系数是组内两两相关系数的均值。
  en: Cronbach's alpha, over the provinces that have all of them; the mean correlation is that of the pairs of a group.
key: [indicator, among]
columns: {indicator: indicator, among: index_compared, elements: number, with_data: number, alpha: number,
  mean_correlation: number}
*/
WITH basis AS (
    SELECT indicator, compared AS among, elements, known AS with_data, alpha FROM index_alpha
), inside AS (
    SELECT above, avg(correlation) AS mean_correlation FROM index_correlation WHERE inside GROUP BY above
)
SELECT b.indicator, b.among, b.elements, b.with_data, b.alpha,
    CASE WHEN b.among = 'children' THEN n.mean_correlation END AS mean_correlation
FROM basis AS b
JOIN index_indicator AS i ON i.indicator = b.indicator
LEFT JOIN inside AS n ON n.above = b.indicator
ORDER BY b.among, i.ordinal
