/*
title: {zh: 样本存量的时点平衡, en: Stocks of the sample from wave to wave}
note:
  zh: 上一时点的存量，加进入、减退出，等于本时点的存量。成立或终止日期落在两时点之间的，是经济中的变化；此前已成立、或其来源此前不覆盖的，
    是来源覆盖的变化；此前存在而未通过筛选的，是筛选结果的变化；两时点都编制的名录只在其一列出、又无日期的，无法区分。会议是流量，不计入。
  en: The stock of the wave before, plus entries, minus exits, is the stock of the wave. A date of founding or closing
    between the waves is a change of the economy; what is older, or whose sources did not cover the wave before, is a
    change of coverage; what was there and did not pass the rules is a change of what passes; what a list made at both
    waves names at one of them only, without a date, is not told apart. Conferences are flows and are not counted.
key: [wave]
columns: {wave: wave, subjects: count, before: number, entered_economy: number, entered_coverage: number,
  entered_rules: number, entered_undecided: number, left_economy: number, left_coverage: number, left_rules: number,
  left_undecided: number}
*/
WITH stock AS (
    SELECT m.subject_id, m.wave
    FROM sample AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
    WHERE s.kind <> 'conference'
), basis AS (
    SELECT m.subject_id, m.wave, p.before
    FROM stock AS m
    JOIN wave_pair AS p ON p.wave = m.wave
), counted AS (
    SELECT wave, count(*) AS subjects FROM stock GROUP BY wave
), moved AS (
    SELECT c.wave, c.change, v.broader AS nature
    FROM subject_change AS c
    JOIN vocabulary AS v ON v.vocabulary = 'wave_cause' AND v.code = c.cause
), natures AS (
    SELECT
        wave,
        count(*) FILTER (WHERE change = 'entry' AND nature = 'economy') AS entered_economy,
        count(*) FILTER (WHERE change = 'entry' AND nature = 'coverage') AS entered_coverage,
        count(*) FILTER (WHERE change = 'entry' AND nature = 'rules') AS entered_rules,
        count(*) FILTER (WHERE change = 'entry' AND nature = 'undecided') AS entered_undecided,
        count(*) FILTER (WHERE change = 'exit' AND nature = 'economy') AS left_economy,
        count(*) FILTER (WHERE change = 'exit' AND nature = 'coverage') AS left_coverage,
        count(*) FILTER (WHERE change = 'exit' AND nature = 'rules') AS left_rules,
        count(*) FILTER (WHERE change = 'exit' AND nature = 'undecided') AS left_undecided
    FROM moved
    GROUP BY wave
)
SELECT
    p.wave,
    coalesce(a.subjects, 0) AS subjects,
    coalesce(b.subjects, 0) AS before,
    coalesce(n.entered_economy, 0) AS entered_economy,
    coalesce(n.entered_coverage, 0) AS entered_coverage,
    coalesce(n.entered_rules, 0) AS entered_rules,
    coalesce(n.entered_undecided, 0) AS entered_undecided,
    coalesce(n.left_economy, 0) AS left_economy,
    coalesce(n.left_coverage, 0) AS left_coverage,
    coalesce(n.left_rules, 0) AS left_rules,
    coalesce(n.left_undecided, 0) AS left_undecided
FROM wave_pair AS p
LEFT JOIN counted AS a ON a.wave = p.wave
LEFT JOIN counted AS b ON b.wave = p.before
LEFT JOIN natures AS n ON n.wave = p.wave
WHERE a.subjects > 0 OR b.subjects > 0
ORDER BY p.ordinal
