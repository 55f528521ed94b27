/*
title: {zh: 名次的区间, en: How sure the ranks are}
note:
  zh: 区间含多次重建中间九成的名次，每次重建同时改变方法、填补方式、权重、两两比较与数据本身。
  en: An interval holds the middle nine tenths of the ranks over many builds, each of which varies the method, the
    filling of gaps, the weights, the comparisons and the data themselves at once.
key: [region]
columns: {rank: rank, region: region, low: rank, high: rank, median: rank, best: rank, worst: rank}
chart: {form: interval, label: region, value: rank, low: low, high: high}
*/
WITH basis AS (
    SELECT region, rank, mean, median, low, high, best, worst, unranked FROM index_interval
)
SELECT rank, region, low, high, median, best, worst
FROM basis
ORDER BY rank IS NULL, rank, region
