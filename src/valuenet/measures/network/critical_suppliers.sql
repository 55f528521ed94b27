/*
title: {zh: 失去后影响最大的 10 个供应方, en: The ten suppliers whose loss would hurt most}
note:
  zh: 按失去至少一个技术供应方的接收方数逐个选取；上界为任选同样多供应方时的最大可能损失。
  en: Chosen one after another by the receivers that lose a supplier of technology; the bound is the most that any
    choice of as many could cost.
key: [subject_id]
columns: {rank: rank, subject_id: subject, country: country, alone: number, gain: number, loss: number, bound: number}
chart: {form: grouped_bar, label: subject_id, value: loss, series: alone gain}
*/
WITH basis AS (
    SELECT rank, subject_id, alone, gain, loss, bound FROM shock_critical
)
SELECT b.rank, b.subject_id, s.country, CAST(b.alone AS BIGINT) AS alone, CAST(b.gain AS BIGINT) AS gain,
    CAST(b.loss AS BIGINT) AS loss, CAST(b.bound AS BIGINT) AS bound
FROM basis AS b
JOIN subject AS s ON s.subject_id = b.subject_id
ORDER BY b.rank, b.subject_id
