/*
title: {zh: 研发强度概况, en: R&D intensity in brief}
note:
  zh: 只含研发强度已知的样本企业；均值按企业简单平均。
  en: Sample enterprises of known R&D intensity only; the mean is the plain mean over enterprises.
key: [wave]
columns: {wave: wave, enterprises: count, mean_rd_intensity: share, median_rd_intensity: share}
*/
WITH basis AS (
    SELECT subject_id, (SELECT wave FROM study) AS wave, rd_intensity FROM enterprise WHERE rd_intensity IS NOT NULL
)
SELECT
    wave,
    count(*) AS enterprises,
    CAST(sum(CAST(rd_intensity AS DECIMAL(28, 12))) AS DOUBLE) / count(*) AS mean_rd_intensity,
    median(rd_intensity) AS median_rd_intensity
FROM basis
GROUP BY wave
ORDER BY wave
