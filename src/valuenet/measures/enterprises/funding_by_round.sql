/*
title: {zh: 各轮次的融资, en: Financing rounds by type}
note:
  zh: 样本企业截至报告时点的全部轮次，按类型分列；并购、上市等并非融资的轮次也各占一行，金额不跨类型相加。占比以
    轮次总数为分母。“估计金额”是由“数千万”等区间写法估出的部分。
  en: All rounds of the sample enterprises up to the reported wave, by type. Mergers, listings and other rounds that
    raise no capital stand in rows of their own, and amounts are not added across types. Shares are of all rounds. The
    estimated part comes from ranges such as "tens of millions".
key: [round]
columns:
  {round: funding_round, rounds: count, share: share, rounds_disclosed: count, amount_cny: cny, estimated_cny: cny}
chart: {form: bar, label: round, value: rounds}
*/
WITH basis AS (
    SELECT r.round_id, r.subject_id, r.round, r.date, r.amount_cny, r.estimated
    FROM financing_round AS r
    JOIN enterprise AS e ON e.subject_id = r.subject_id
    WHERE r.date IS NULL OR r.date <= (SELECT w.date FROM wave AS w JOIN study AS s ON s.wave = w.wave)
), counted AS (
    SELECT
        round,
        count(*) AS rounds,
        count(amount_cny) AS rounds_disclosed,
        sum(CAST(amount_cny AS DECIMAL(28, 2))) AS amount_cny,
        sum(CAST(CASE WHEN estimated THEN amount_cny WHEN amount_cny IS NOT NULL THEN 0 END AS DECIMAL(28, 2)))
            AS estimated_cny
    FROM basis
    GROUP BY round
)
SELECT
    c.round,
    c.rounds,
    c.rounds / (SELECT count(*) FROM basis) AS share,
    c.rounds_disclosed,
    CAST(c.amount_cny AS DOUBLE) AS amount_cny,
    CAST(c.estimated_cny AS DOUBLE) AS estimated_cny
FROM counted AS c
LEFT JOIN vocabulary AS v ON v.vocabulary = 'funding_round' AND v.code = c.round
ORDER BY c.round IS NULL, v.ordinal, c.round
