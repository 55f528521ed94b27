/*
title: {zh: 各年成立的产业联盟, en: Industry alliances by year}
note:
  zh: 按成立日期计年；末行是日期未知的产业联盟，不进入累计。占比以全部为分母。
  en: By the year of the date; the last row holds those of unknown date, which the cumulative count leaves out.
    Shares are of all.
key: [year]
columns: {year: year, alliances: count, share: share, cumulative: number}
chart: {form: column, label: year, value: alliances}
*/
WITH basis AS (
    SELECT subject_id, CAST(left(established, 4) AS BIGINT) AS year, established FROM alliance
), counted AS (
    SELECT year, count(*) AS alliances FROM basis GROUP BY year
)
SELECT
    year,
    alliances,
    alliances / (SELECT count(*) FROM basis) AS share,
    CASE WHEN year IS NOT NULL THEN CAST(sum(alliances) OVER (ORDER BY year NULLS LAST) AS BIGINT) END AS cumulative
FROM counted
ORDER BY year IS NULL, year
