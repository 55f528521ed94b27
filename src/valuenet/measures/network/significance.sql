/*
title: {zh: 结构统计与随机网络的比较, en: Structure against random networks}
note:
  zh: 随机网络保留零模型所列的性质，其余随机；z 为观测值偏离随机均值的标准差倍数，p 为双侧经验值。两种零模型的结论可能相反，应一并阅读。
    网络过大时，部分或全部统计量在构建时不作比较，随机网络数为 0。
  en: Random networks keep what the null model names and are random otherwise; z is how many standard deviations the
    observed value lies from their mean, p is two-sided and empirical. The two models may disagree; read them together.
    Where a network is too large, a build leaves some or all of them without comparison, with 0 random networks.
key: [model, statistic, reading]
columns: {model: null_model, statistic: statistic, reading: network_reading, observed: number, z: number, p: number,
  mean: number, low: number, high: number, networks: count}
*/
WITH basis AS (
    SELECT model, statistic, reading, observed, mean, low, high, z, p, networks
    FROM network_significance
    -- Figures that this network was too large to test stand there without a comparison.
    WHERE mean IS NOT NULL OR why = 'too_large_for_a_build'
)
SELECT b.model, b.statistic, b.reading, b.observed, b.z, b.p, b.mean, b.low, b.high, b.networks
FROM basis AS b
LEFT JOIN vocabulary AS s ON s.vocabulary = 'statistic' AND s.code = b.statistic
LEFT JOIN vocabulary AS r ON r.vocabulary = 'network_reading' AND r.code = b.reading
ORDER BY b.model DESC, s.ordinal, b.statistic, r.ordinal, b.reading
