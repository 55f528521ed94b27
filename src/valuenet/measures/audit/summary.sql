/*
title: {zh: 公布数字与计算结果的核对, en: Published figures against computed ones}
note:
  zh: “一致”指按公布的小数位数取舍后相同；占比以可核对的数字为分母。转引自其他机构等不由数据库计算的数字不参与核对。
  en: Equal figures agree at the printed precision; shares are of the figures compared. Figures that no table yields,
    such as those quoted from other producers, are not compared.
key: [chapter]
columns:
  {chapter: chapter, figures: count, compared: count, equal: count, rounding: count,
  differing: count, without_data: count, share_equal: share}
chart: {form: stacked_bar, label: chapter, value: figures, series: equal rounding differing without_data}
*/
WITH basis AS (
    SELECT f.figure_id, f.chapter, f.ordinal, f.status AS figure_status, c.outcome
    FROM figure AS f
    JOIN comparison AS c ON c.figure_id = f.figure_id
), counted AS (
    SELECT
        chapter,
        min(ordinal) AS ordinal,
        count(*) AS figures,
        count(*) FILTER (WHERE outcome <> 'unbound') AS compared,
        count(*) FILTER (WHERE outcome = 'equal') AS equal,
        count(*) FILTER (WHERE outcome = 'rounding') AS rounding,
        count(*) FILTER (WHERE outcome = 'differs') AS differing,
        count(*) FILTER (WHERE outcome = 'no_data') AS without_data
    FROM basis
    GROUP BY chapter
)
SELECT
    c.chapter,
    c.figures,
    c.compared,
    c.equal,
    c.rounding,
    c.differing,
    c.without_data,
    c.equal / nullif(c.compared, 0) AS share_equal
FROM counted AS c
ORDER BY c.ordinal, c.chapter
