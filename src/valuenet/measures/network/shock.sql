/*
title: {zh: 切断主要境外技术供应方的影响, en: What the loss of the main foreign suppliers would cost}
note:
  zh: 移除供应关系最多的境外国家的全部主体（没有时移除前 10 位供应方）；替代与连锁的规则见方法。
  en: All subjects of the country abroad that supplies most are removed, or the ten largest suppliers where there is
    none; rules of substitution and cascade are in the methods.
key: [count]
columns: {count: shock_count, value: count, country: country}
*/
WITH basis AS (
    SELECT count, value, words FROM shock_summary
)
SELECT b.count, CAST(b.value AS BIGINT) AS value,
    max(CASE WHEN b.words LIKE 'country:__' THEN substr(b.words, 9) END) OVER () AS country
FROM basis AS b
LEFT JOIN vocabulary AS c ON c.vocabulary = 'shock_count' AND c.code = b.count
ORDER BY c.ordinal, b.count
