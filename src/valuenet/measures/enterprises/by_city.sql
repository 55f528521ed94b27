/*
title: {zh: 企业数前 30 位的城市, en: TOP 30 cities by enterprises}
note:
  zh: 并列城市同名次，全部列出；占比以全部样本企业为分母，末行是城市未知的企业。
  en: Cities that tie share a rank and are all listed; shares are of all sample enterprises, and the last row holds
    those of unknown city.
key: [city]
columns: {rank: rank, city: city, enterprises: count, share: share}
chart: {form: bar, label: city, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, city FROM enterprise
), counted AS (
    SELECT city, count(*) AS enterprises FROM basis GROUP BY city
), ranked AS (
    SELECT city, enterprises, rank() OVER (ORDER BY enterprises DESC) AS rank FROM counted WHERE city IS NOT NULL
    UNION ALL
    SELECT city, enterprises, NULL AS rank FROM counted WHERE city IS NULL
)
SELECT rank, city, enterprises, enterprises / (SELECT count(*) FROM basis) AS share
FROM ranked
WHERE rank <= 30 OR city IS NULL
ORDER BY city IS NULL, rank, city
