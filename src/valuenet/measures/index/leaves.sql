/*
title: {zh: 各省份的末级指标值, en: Leaf indicators of the provinces}
note:
  zh: “数值”由该指标的查询算出，“归一值”是按指数定义归一化之后的值（标准定义为极差标准化到 0–1）；空值表示无数
    据。
  en: The value comes from the query of the indicator, the normalised value from the recipe of the index (by default
    min-max from 0 to 1); an empty value means no data.
key: [region, indicator]
columns: {region: region, indicator: indicator, value: number, normalised: number}
*/
WITH basis AS (
    SELECT region, indicator, value, normalised FROM index_value WHERE wave = (SELECT wave FROM study)
)
SELECT b.region, b.indicator, b.value, b.normalised
FROM basis AS b
JOIN index_indicator AS i ON i.indicator = b.indicator
ORDER BY b.region, i.ordinal, b.indicator
