/*
title: {zh: 非初始人工智能企业的省份分布, en: Non-initial AI enterprises by province}
note:
  zh: 占比以全部非初始企业为分母，不限于上市企业。
  en: Shares are of all non-initial enterprises, of whatever status.
key: [region]
columns: {region: region, enterprises: count, share: share}
chart: {form: tile_map, label: region, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, region FROM enterprise WHERE non_initial
)
SELECT region, count(*) AS enterprises, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY region
ORDER BY region IS NULL, enterprises DESC, region
