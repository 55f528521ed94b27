/*
title: {zh: 产业层级之间的关系, en: Relations between layers}
note:
  zh: 期望关系数为随机相连（保留各层级进出总数）时的数量；比值大于 1 表示多于随机。
  en: Expected is what would go between layers if every end met any other; a ratio above 1 is more than chance. Nodes
    without a layer are their own row.
key: [source, target]
columns: {source: layer, target: layer, observed: count, expected: number, ratio: number}
chart: {form: matrix, label: source, value: observed, colour: target, ratio: ratio}
*/
WITH basis AS (
    SELECT source, target, observed, expected, ratio FROM network_mixing WHERE attribute = 'layer'
)
SELECT b.source, b.target, b.observed, b.expected, b.ratio
FROM basis AS b
LEFT JOIN vocabulary AS f ON f.vocabulary = 'layer' AND f.code = b.source
LEFT JOIN vocabulary AS t ON t.vocabulary = 'layer' AND t.code = b.target
ORDER BY f.ordinal, b.source, t.ordinal, b.target
