/*
title: {zh: 企业的产业层级分布, en: Enterprises by layer}
note:
  zh: 占比以全部样本企业为分母。
  en: Shares are of all sample enterprises.
key: [layer]
columns: {layer: layer, enterprises: count, share: share}
chart: {form: bar, label: layer, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, layer FROM enterprise
), counted AS (
    SELECT layer, count(*) AS enterprises FROM basis GROUP BY layer
)
SELECT c.layer, c.enterprises, c.enterprises / (SELECT count(*) FROM basis) AS share
FROM counted AS c
LEFT JOIN vocabulary AS v ON v.vocabulary = 'layer' AND v.code = c.layer
ORDER BY c.layer IS NULL, v.ordinal, c.layer
