/*
title: {zh: 企业的省份分布, en: Enterprises by province}
note:
  zh: 占比以全部样本企业为分母；省份为空的一行是位于境外或省份未知的企业。
  en: Shares are of all sample enterprises; the row without a province holds those abroad or of unknown province.
key: [region]
columns: {region: region, enterprises: count, share: share}
chart: {form: tile_map, label: region, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, region FROM enterprise
)
SELECT region, count(*) AS enterprises, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY region
ORDER BY region IS NULL, enterprises DESC, region
