/*
title: {zh: 名次不确定性的来源, en: What makes the ranks uncertain}
note:
  zh: 索博尔指数：该因素单独作用，或连同与其他因素的交互作用，占排名变动方差的份额。各份额由有限次重建估计，区间为
    95%，估计值可略低于 0；与名次无关的因素为 0。
  en: Sobol indices, the shares of the variance of the ranking's shifts that a factor makes alone, or with its
    interactions. They are estimated from a limited number of builds, hence the 95% intervals; an estimate may fall
    a little below 0, and is 0 for a factor that cannot matter.
key: [factor, effect]
columns: {factor: index_factor, effect: index_effect, value: number, low: number, high: number}
chart: {form: grouped_bar, label: factor, value: value, colour: effect}
*/
WITH basis AS (
    SELECT factor, 'total' AS effect, total AS value, total_low AS low, total_high AS high
    FROM index_sensitivity
    WHERE region IS NULL
    UNION ALL
    SELECT factor, 'main' AS effect, main AS value, main_low AS low, main_high AS high
    FROM index_sensitivity
    WHERE region IS NULL
)
SELECT b.factor, b.effect, b.value, b.low, b.high
FROM basis AS b
ORDER BY max(CASE WHEN b.effect = 'total' THEN b.value END) OVER (PARTITION BY b.factor) DESC, b.factor, b.effect DESC
