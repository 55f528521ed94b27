/*
title: {zh: 会议数前 20 位的城市, en: TOP 20 cities by conferences}
note:
  zh: 报告年份举办的会议；占比以全部样本会议为分母，末行是城市未知或在境外举办的会议。并列城市同名次，全部列出。
  en: Conferences of the reported year; shares are of all sample conferences, and the last row holds those of unknown
    city or held abroad. Cities that tie share a rank and are all listed.
key: [city]
columns: {rank: rank, city: city, conferences: count, share: share}
chart: {form: bar, label: city, value: conferences}
*/
WITH basis AS (
    SELECT subject_id, city FROM conference
), counted AS (
    SELECT city, count(*) AS conferences FROM basis GROUP BY city
), ranked AS (
    SELECT city, conferences, rank() OVER (ORDER BY conferences DESC) AS rank FROM counted WHERE city IS NOT NULL
    UNION ALL
    SELECT city, conferences, NULL AS rank FROM counted WHERE city IS NULL
)
SELECT rank, city, conferences, conferences / (SELECT count(*) FROM basis) AS share
FROM ranked
WHERE rank <= 20 OR city IS NULL
ORDER BY city IS NULL, rank, city
