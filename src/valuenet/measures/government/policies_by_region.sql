/*
title: {zh: 政策的省份分布, en: Policies by province}
note:
  zh: 占比以全部样本政策为分母；省份为空的一行含国家层面的政策。“当年新增”是日期在报告年份内的政策，日期均未知
    时为空。
  en: Shares are of all sample policies; the row without a province includes national policies. New are those dated in
    the reported year, empty where no date is known.
key: [region]
columns: {region: region, policies: count, share: share, new_in_year: count}
chart: {form: tile_map, label: region, value: policies}
*/
WITH reported AS (
    SELECT extract(YEAR FROM w.date) AS year FROM wave AS w JOIN study AS s ON s.wave = w.wave
), basis AS (
    SELECT x.subject_id, x.region, x.issued, CAST(left(x.issued, 4) AS BIGINT) = r.year AS is_new
    FROM policy AS x
    CROSS JOIN reported AS r
)
SELECT
    region,
    count(*) AS policies,
    count(*) / (SELECT count(*) FROM basis) AS share,
    CASE WHEN count(is_new) > 0 THEN count(*) FILTER (WHERE is_new) END AS new_in_year
FROM basis
GROUP BY region
ORDER BY region IS NULL, policies DESC, region
