/*
title: {zh: 权重的实际作用, en: What the weights come to}
note:
  zh: “占得分方差的份额”是该指标的贡献与得分的协方差占得分方差的份额，各指标之和为 1；相关比是固定该指标后得分方差减
    少的份额（平滑曲线拟合）。
  en: The share of the variance is the covariance of the indicator's contribution with the score, over the score's
    variance; the shares add up to 1. The correlation ratio is the share of that variance that goes when the
    indicator is fixed, by a smooth curve.
key: [indicator]
columns: {indicator: indicator, carried: weight, variance_share: share, correlation: number, correlation_ratio: number}
chart: {form: dumbbell, label: indicator, value: carried, drawn: variance_share, before: carried}
*/
WITH basis AS (
    SELECT w.indicator, w.carried, w.variance_share, w.correlation, w.correlation_ratio, i.ordinal
    FROM index_weight AS w
    JOIN index_indicator AS i ON i.indicator = w.indicator
    WHERE i.indicator NOT IN (SELECT parent FROM index_indicator WHERE parent IS NOT NULL)
)
SELECT indicator, carried, variance_share, correlation, correlation_ratio
FROM basis
ORDER BY variance_share DESC NULLS LAST, ordinal
