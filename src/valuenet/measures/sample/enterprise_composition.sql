/*
title: {zh: 样本企业的类型构成, en: Sample enterprises by status and wave}
note:
  zh: 占比以同一时点的全部样本企业为分母。
  en: Shares are of all sample enterprises of the same wave.
key: [wave, status]
columns: {wave: wave, status: status, enterprises: count, share: share}
chart: {form: stacked_bar, label: wave, value: enterprises, colour: status}
*/
WITH basis AS (
    SELECT subject_id, wave, status FROM enterprise_by_wave
), counted AS (
    SELECT wave, status, count(*) AS enterprises FROM basis GROUP BY wave, status
)
SELECT
    c.wave,
    c.status,
    c.enterprises,
    c.enterprises / sum(c.enterprises) OVER (PARTITION BY c.wave) AS share
FROM counted AS c
JOIN wave AS w ON w.wave = c.wave
LEFT JOIN vocabulary AS v ON v.vocabulary = 'status' AND v.code = c.status
ORDER BY w.ordinal, c.status IS NULL, v.ordinal, c.status
