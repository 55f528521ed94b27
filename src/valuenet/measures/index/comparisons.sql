/*
title: {zh: 公布权重能否由两两比较得出, en: Whether comparisons can have made the published weights}
note:
  zh: 对每组公布权重，寻找一致性比率低于 0.1 的 1–9 标度判断矩阵，使其特征向量舍入后恰为这些权重。“不可能得出”表示
    已考察全部矩阵；“未找到”表示搜索未能穷尽。最大偏差属于所得矩阵，或与公布权重最近的矩阵。
  en: For each group of published weights, a matrix of comparisons on the scale from 1/9 to 9 is sought whose
    consistency ratio is below 0.1 and whose eigenvector rounds to them. Impossible means that all matrices were
    looked at, not found that the search could not look at all. The deviation is that of the matrix found, or of the
    nearest.
key: [indicator, among]
columns: {indicator: indicator, among: index_compared, elements: number, verdict: index_verdict, deviation: weight,
  precision: weight, consistency_ratio: number, proven: boolean}
*/
WITH basis AS (
    SELECT indicator, compared AS among, elements, verdict, deviation, precision, consistency_ratio, proven, matrix
    FROM index_group
)
SELECT b.indicator, b.among, b.elements, b.verdict, b.deviation, b.precision, b.consistency_ratio, b.proven
FROM basis AS b
JOIN index_indicator AS i ON i.indicator = b.indicator
ORDER BY b.among, i.ordinal
