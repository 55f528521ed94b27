/*
title: {zh: 核心、社区与度分布尾部, en: "Core, communities and the tail of the degrees"}
note:
  zh: 离散核心与连续核心度检验网络是否围绕少数节点；E-I 指数为正表示对外联系多于内部联系；幂律尾部与其他分布比较。
  en: A discrete core and a continuous coreness test whether the network turns around few nodes; an E-I index above 0
    means more ties out of groups than inside; the tail of the degrees is compared with other distributions.
key: [quantity]
columns: {quantity: network_quantity, value: number}
*/
WITH basis AS (
    SELECT quantity, value FROM network_quantity
)
SELECT b.quantity, b.value
FROM basis AS b
LEFT JOIN vocabulary AS q ON q.vocabulary = 'network_quantity' AND q.code = b.quantity
ORDER BY q.ordinal, b.quantity
