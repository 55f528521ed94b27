/*
title: {zh: 各层级企业的专利数, en: Patents by layer}
note:
  zh: 只含专利数已知的企业；占比以其专利总数为分母，均值为每家企业的专利数。
  en: Enterprises of known patents only; shares are of all their patents, the mean is patents per enterprise.
key: [layer]
columns: {layer: layer, enterprises: count, patents: number, share: share, mean_patents: number}
chart: {form: bar, label: layer, value: mean_patents}
*/
WITH basis AS (
    SELECT subject_id, layer, patents FROM enterprise WHERE patents IS NOT NULL
), counted AS (
    SELECT layer, count(*) AS enterprises, CAST(sum(patents) AS BIGINT) AS patents FROM basis GROUP BY layer
)
SELECT
    c.layer,
    c.enterprises,
    c.patents,
    c.patents / nullif((SELECT sum(patents) FROM basis), 0) AS share,
    c.patents / c.enterprises AS mean_patents
FROM counted AS c
LEFT JOIN vocabulary AS v ON v.vocabulary = 'layer' AND v.code = c.layer
ORDER BY c.layer IS NULL, v.ordinal, c.layer
