/*
title: {zh: 企业的所在国家和地区, en: Enterprises by country}
note:
  zh: 按所在地而非所有者所属国计；占比以全部样本企业为分母。
  en: By location, not by the owner's home country; shares are of all sample enterprises.
key: [country]
columns: {country: country, enterprises: count, share: share}
chart: {form: bar, label: country, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, country FROM enterprise
)
SELECT country, count(*) AS enterprises, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY country
ORDER BY country IS NULL, enterprises DESC, country
