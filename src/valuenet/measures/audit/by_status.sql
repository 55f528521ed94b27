/*
title: {zh: 按公布数字的状态分列的核对结果, en: The comparison by what is known of the figures}
note:
  zh: 状态是公布数字本身的性质：应当成立、末位取舍不同、口径不同、印误，或与其他公布数字矛盾。
  en: The status is what is known of the printed figure itself, before anything is computed.
key: [figure_status]
columns:
  {figure_status: figure_status, figures: count, compared: count, equal: count, rounding: count,
  differing: count, without_data: count, share_equal: share}
chart: {form: stacked_bar, label: figure_status, value: figures, series: equal rounding differing without_data}
*/
WITH basis AS (
    SELECT f.figure_id, f.chapter, f.ordinal, f.status AS figure_status, c.outcome
    FROM figure AS f
    JOIN comparison AS c ON c.figure_id = f.figure_id
), counted AS (
    SELECT
        figure_status,
        min(ordinal) AS ordinal,
        count(*) AS figures,
        count(*) FILTER (WHERE outcome <> 'unbound') AS compared,
        count(*) FILTER (WHERE outcome = 'equal') AS equal,
        count(*) FILTER (WHERE outcome = 'rounding') AS rounding,
        count(*) FILTER (WHERE outcome = 'differs') AS differing,
        count(*) FILTER (WHERE outcome = 'no_data') AS without_data
    FROM basis
    GROUP BY figure_status
)
SELECT
    c.figure_status,
    c.figures,
    c.compared,
    c.equal,
    c.rounding,
    c.differing,
    c.without_data,
    c.equal / nullif(c.compared, 0) AS share_equal
FROM counted AS c
LEFT JOIN vocabulary AS v ON v.vocabulary = 'figure_status' AND v.code = c.figure_status
ORDER BY v.ordinal, c.figure_status
