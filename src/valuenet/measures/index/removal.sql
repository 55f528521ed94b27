/*
title: {zh: 去除单个指标对名次的影响, en: The ranks without each indicator}
note:
  zh: 去除该指标（及其下级）后名次变动绝对值的平均与最大值。
  en: The mean and the greatest of the absolute shifts of ranks when the indicator, with all below it, is left out.
key: [indicator]
columns: {indicator: indicator, mean_shift: number, largest_shift: number, region: region}
chart: {form: bar, label: indicator, value: mean_shift}
*/
WITH basis AS (
    SELECT r.indicator, r.mean_shift, r.largest_shift, r.region, i.ordinal
    FROM index_removal AS r
    JOIN index_indicator AS i ON i.indicator = r.indicator
)
SELECT indicator, mean_shift, largest_shift, CASE WHEN largest_shift > 0 THEN region END AS region
FROM basis
ORDER BY mean_shift DESC, ordinal
