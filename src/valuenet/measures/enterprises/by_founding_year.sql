/*
title: {zh: 企业的成立年份分布, en: Enterprises by year of founding}
note:
  zh: 占比以全部样本企业为分母，末行是成立年份未知的企业。
  en: Shares are of all sample enterprises; the last row holds those whose year of founding is unknown.
key: [year]
columns: {year: year, enterprises: count, share: share}
chart: {form: column, label: year, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, CAST(left(founded, 4) AS BIGINT) AS year FROM enterprise
)
SELECT year, count(*) AS enterprises, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY year
ORDER BY year IS NULL, year
