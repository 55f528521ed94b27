/*
title: {zh: 大学的省份分布, en: Universities by province}
note:
  zh: 占比以全部样本大学为分母。
  en: Shares are of all sample universities.
key: [region]
columns: {region: region, universities: count, share: share}
chart: {form: tile_map, label: region, value: universities}
*/
WITH basis AS (
    SELECT subject_id, region FROM university
)
SELECT region, count(*) AS universities, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY region
ORDER BY region IS NULL, universities DESC, region
