/*
title: {zh: 改变了什么, en: What was varied}
note:
  zh: 方法与填补各取所列选项之一，{} 表示照指数的定义；权重乘以 1 ± spread 之间的数；两两比较乘以标准差为 spread 的
    对数正态数；数据取重抽样所得版本之一。
  en: Of the method and of the filling one of the options is taken, {} being the recipe as it is; weights are multiplied
    by a number within 1 +/- spread, comparisons by a lognormal one of that spread, and the data are one of the
    resampled versions.
key: [factor, option]
columns: {factor: index_factor, option: number, setting: text}
*/
WITH basis AS (
    SELECT factor, ordinal AS option, setting FROM index_option
)
SELECT b.factor, b.option, b.setting
FROM basis AS b
LEFT JOIN vocabulary AS v ON v.vocabulary = 'index_factor' AND v.code = b.factor
ORDER BY v.ordinal, b.factor, b.option
