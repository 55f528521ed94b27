/*
title: {zh: 产业联盟的省份分布, en: Industry alliances by province}
note:
  zh: 占比以全部样本产业联盟为分母；“当年新增”是日期在报告年份内的产业联盟，日期均未知时为空。
  en: Shares are of all sample alliances; New are those dated in the reported year, empty where no date is known.
key: [region]
columns: {region: region, alliances: count, share: share, new_in_year: count}
chart: {form: tile_map, label: region, value: alliances}
*/
WITH reported AS (
    SELECT extract(YEAR FROM w.date) AS year FROM wave AS w JOIN study AS s ON s.wave = w.wave
), basis AS (
    SELECT x.subject_id, x.region, x.established, CAST(left(x.established, 4) AS BIGINT) = r.year AS is_new
    FROM alliance AS x
    CROSS JOIN reported AS r
)
SELECT
    region,
    count(*) AS alliances,
    count(*) / (SELECT count(*) FROM basis) AS share,
    CASE WHEN count(is_new) > 0 THEN count(*) FILTER (WHERE is_new) END AS new_in_year
FROM basis
GROUP BY region
ORDER BY region IS NULL, alliances DESC, region
