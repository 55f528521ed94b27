/*
title: {zh: 各年的融资, en: Financing rounds by year}
note:
  zh: 样本企业截至报告时点的全部轮次（含并购、上市等类型）；末行是日期未知的轮次。金额只含已披露的部分。
  en: All rounds of the sample enterprises up to the reported wave, mergers and listings included; the last row holds
    rounds of unknown date. Amounts hold what was disclosed.
key: [year]
columns: {year: year, rounds: count, rounds_disclosed: count, amount_cny: cny, estimated_cny: cny}
chart: {form: column, label: year, value: amount_cny}
*/
WITH basis AS (
    SELECT
        r.round_id,
        r.subject_id,
        CAST(extract(YEAR FROM r.date) AS BIGINT) AS year,
        r.date,
        r.amount_cny,
        r.estimated
    FROM financing_round AS r
    JOIN enterprise AS e ON e.subject_id = r.subject_id
    WHERE r.date IS NULL OR r.date <= (SELECT w.date FROM wave AS w JOIN study AS s ON s.wave = w.wave)
)
SELECT
    year,
    count(*) AS rounds,
    count(amount_cny) AS rounds_disclosed,
    CAST(sum(CAST(amount_cny AS DECIMAL(28, 2))) AS DOUBLE) AS amount_cny,
    CAST(
        sum(CAST(CASE WHEN estimated THEN amount_cny WHEN amount_cny IS NOT NULL THEN 0 END AS DECIMAL(28, 2)))
        AS DOUBLE
    ) AS estimated_cny
FROM basis
GROUP BY year
ORDER BY year IS NULL, year
