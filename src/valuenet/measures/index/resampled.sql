/*
title: {zh: 哪些指标经过重抽样, en: Which indicators were resampled}
note:
  zh: 每类主体按原有个数有放回地重新抽取，其关系与数额随之进入所有指标；此前随机把一小部分主体误作同类的另一主体。
    不变的是：主体所在省份、未知的数值、样本之外的主体，以及无法由各行重算的指标。
  en: Every kind of subject is drawn anew with replacement, as many as there are, and with a subject go its relations and
    amounts, into all indicators at once; before, a small share of subjects, chosen at random, is taken for another
    one of its kind. What stays - where a subject sits, what is not known, subjects outside the sample, and
    indicators that their rows do not add up to.
key: [indicator]
columns: {indicator: indicator, made: index_made, subjects: number, is_resampled: boolean}
*/
WITH basis AS (
    SELECT indicator, made, subjects, is_resampled FROM index_resampled
)
SELECT b.indicator, b.made, b.subjects, b.is_resampled
FROM basis AS b
JOIN index_indicator AS i ON i.indicator = b.indicator
ORDER BY i.ordinal
