/*
title: {zh: 价值网络的结构统计, en: Structure of the value network}
note:
  zh: “关系”逐行计数；“连边”把同一对节点、同一方向的平行关系合并为一条。
  en: Relations count rows; ties merge the parallel relations of one pair of nodes and one direction.
key: [statistic, reading]
columns: {statistic: statistic, reading: network_reading, value: number, sampled: boolean}
*/
WITH basis AS (
    SELECT statistic, reading, value, sampled FROM network_statistic
)
SELECT b.statistic, b.reading, b.value, b.sampled
FROM basis AS b
LEFT JOIN vocabulary AS s ON s.vocabulary = 'statistic' AND s.code = b.statistic
LEFT JOIN vocabulary AS r ON r.vocabulary = 'network_reading' AND r.code = b.reading
ORDER BY s.ordinal, b.statistic, r.ordinal, b.reading
