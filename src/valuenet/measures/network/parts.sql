/*
title: {zh: 网络各部分的统计与区间, en: The parts of the network and their intervals}
note:
  zh: 只有样本企业的联系经过观测，因此样本内部与样本对外分别统计；区间为更换本方重抽样的 95% 区间，只列有区间的统计量。
  en: Only the sample's ties were observed, so ties within the sample and ties out of it are told apart; intervals are
    95 % intervals over another choice of egos, and only figures that have one are listed.
key: [part, statistic, reading]
columns: {part: network_part, statistic: statistic, reading: network_reading, value: number, low: number, high: number,
  method: interval_method}
*/
WITH basis AS (
    SELECT part, statistic, reading, value, low, high, method FROM network_part WHERE low IS NOT NULL
)
SELECT b.part, b.statistic, b.reading, b.value, b.low, b.high, b.method
FROM basis AS b
LEFT JOIN vocabulary AS v ON v.vocabulary = 'network_part' AND v.code = b.part
LEFT JOIN vocabulary AS s ON s.vocabulary = 'statistic' AND s.code = b.statistic
LEFT JOIN vocabulary AS r ON r.vocabulary = 'network_reading' AND r.code = b.reading
ORDER BY v.ordinal, b.part, s.ordinal, b.statistic, r.ordinal, b.reading
