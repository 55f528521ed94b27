/*
title: {zh: 各年发布的政策, en: Policies by year}
note:
  zh: 按发布日期计年；末行是日期未知的政策，不进入累计。占比以全部为分母。
  en: By the year of the date; the last row holds those of unknown date, which the cumulative count leaves out.
    Shares are of all.
key: [year]
columns: {year: year, policies: count, share: share, cumulative: number}
chart: {form: column, label: year, value: policies}
*/
WITH basis AS (
    SELECT subject_id, CAST(left(issued, 4) AS BIGINT) AS year, issued FROM policy
), counted AS (
    SELECT year, count(*) AS policies FROM basis GROUP BY year
)
SELECT
    year,
    policies,
    policies / (SELECT count(*) FROM basis) AS share,
    CASE WHEN year IS NOT NULL THEN CAST(sum(policies) OVER (ORDER BY year NULLS LAST) AS BIGINT) END AS cumulative
FROM counted
ORDER BY year IS NULL, year
