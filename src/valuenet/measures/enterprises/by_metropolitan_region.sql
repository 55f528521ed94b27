/*
title: {zh: 企业的都市圈分布, en: Enterprises by metropolitan region}
note:
  zh: 占比以全部样本企业为分母。不属于任何都市圈的省份未列出；都市圈为空的一行是位于境外或省份未知的企业。
  en: Shares are of all sample enterprises. Provinces of no metropolitan region are not listed; the row without a
    region holds enterprises abroad or of unknown province.
key: [metropolitan_region]
columns: {metropolitan_region: metropolitan_region, enterprises: count, share: share}
chart: {form: bar, label: metropolitan_region, value: enterprises}
*/
WITH placed AS (
    SELECT e.subject_id, e.region, v.broader AS metropolitan_region
    FROM enterprise AS e
    LEFT JOIN vocabulary AS v ON v.vocabulary = 'region' AND v.code = e.region
), basis AS (
    SELECT subject_id, region, metropolitan_region
    FROM placed
    WHERE metropolitan_region IS NOT NULL OR region IS NULL
)
SELECT metropolitan_region, count(*) AS enterprises, count(*) / (SELECT count(*) FROM placed) AS share
FROM basis
GROUP BY metropolitan_region
ORDER BY metropolitan_region IS NULL, enterprises DESC, metropolitan_region
