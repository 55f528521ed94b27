/*
title: {zh: 筛选结果, en: Outcome of the screening}
note:
  zh: 只含研究为其设有筛选规则的主体类型；占比以同类受检主体为分母。
  en: Only kinds for which the study has screening rules; shares are of the subjects screened of that kind.
key: [kind, admitted]
columns: {kind: kind, admitted: boolean, subjects: count, share: share}
chart: {form: stacked_bar, label: kind, value: subjects, colour: admitted}
*/
WITH reported AS (
    SELECT c.subject_id, sum(CASE WHEN c.passed THEN 0 ELSE 1 END) AS rules_failed
    FROM screening AS c
    WHERE c.wave = (SELECT wave FROM study)
    GROUP BY c.subject_id
), members AS (
    SELECT subject_id FROM sample WHERE wave = (SELECT wave FROM study)
), basis AS (
    SELECT r.subject_id, s.kind, m.subject_id IS NOT NULL AS admitted, r.rules_failed
    FROM reported AS r
    JOIN subject AS s ON s.subject_id = r.subject_id
    LEFT JOIN members AS m ON m.subject_id = r.subject_id
), counted AS (
    SELECT kind, admitted, count(*) AS subjects FROM basis GROUP BY kind, admitted
)
SELECT c.kind, c.admitted, c.subjects, c.subjects / sum(c.subjects) OVER (PARTITION BY c.kind) AS share
FROM counted AS c
LEFT JOIN vocabulary AS v ON v.vocabulary = 'kind' AND v.code = c.kind
ORDER BY v.ordinal, c.kind, c.admitted DESC
