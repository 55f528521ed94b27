/*
title: {zh: 指数的定义, en: How the index is made}
note:
  zh: 各步骤依次进行，参数存于数据库表 index_recipe。
  en: The steps follow one another; their parameters stand in the table index_recipe of the database.
key: [step]
columns: {step: index_step, way: index_method}
*/
WITH basis AS (
    SELECT step, ordinal, method AS way, parameters FROM index_recipe
)
SELECT step, way
FROM basis
ORDER BY ordinal, step
