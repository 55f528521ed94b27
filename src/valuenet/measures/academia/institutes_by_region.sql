/*
title: {zh: 非大学科研机构的省份分布, en: Non-university research institutions by province}
note:
  zh: 占比以全部样本科研机构为分母。
  en: Shares are of all sample institutions.
key: [region]
columns: {region: region, institutes: count, share: share}
chart: {form: tile_map, label: region, value: institutes}
*/
WITH basis AS (
    SELECT subject_id, region FROM institute
)
SELECT region, count(*) AS institutes, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY region
ORDER BY region IS NULL, institutes DESC, region
