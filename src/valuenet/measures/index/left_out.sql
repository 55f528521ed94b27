/*
title: {zh: 指数未包含与未能计算的部分, en: What is not in the index}
note:
  zh: 无数据或各地取值相同的指标不参与计算，其权重计为未覆盖；未能进行的分析在此说明原因。
  en: An indicator without data, or the same everywhere, does not enter, and its weight shows as not covered; analyses
    that could not be made stand here with their reason.
key: [what, code]
columns: {what: index_part, code: left_out, why: index_reason}
*/
WITH basis AS (
    SELECT part AS what, code, why, share, words FROM index_left_out WHERE wave = (SELECT wave FROM study)
)
SELECT b.what, b.code, b.why
FROM basis AS b
LEFT JOIN index_indicator AS i ON i.indicator = b.code
ORDER BY b.what, i.ordinal, b.code
