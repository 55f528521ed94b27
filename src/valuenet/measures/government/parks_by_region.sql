/*
title: {zh: 产业园区的省份分布, en: Industrial parks by province}
note:
  zh: 占比以全部样本产业园区为分母；“当年新增”是日期在报告年份内的产业园区，日期均未知时为空。
  en: Shares are of all sample parks; New are those dated in the reported year, empty where no date is known.
key: [region]
columns: {region: region, parks: count, share: share, new_in_year: count}
chart: {form: tile_map, label: region, value: parks}
*/
WITH reported AS (
    SELECT extract(YEAR FROM w.date) AS year FROM wave AS w JOIN study AS s ON s.wave = w.wave
), basis AS (
    SELECT x.subject_id, x.region, x.established, CAST(left(x.established, 4) AS BIGINT) = r.year AS is_new
    FROM park AS x
    CROSS JOIN reported AS r
)
SELECT
    region,
    count(*) AS parks,
    count(*) / (SELECT count(*) FROM basis) AS share,
    CASE WHEN count(is_new) > 0 THEN count(*) FILTER (WHERE is_new) END AS new_in_year
FROM basis
GROUP BY region
ORDER BY region IS NULL, parks DESC, region
