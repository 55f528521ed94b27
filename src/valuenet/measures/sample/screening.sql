/*
title: {zh: 各筛选规则的通过情况, en: Screening rule by rule}
note:
  zh: 报告时点；占比以该规则检查过的主体为分母。同一主体可能不止一条规则未通过。
  en: At the reported wave; shares are of the subjects to which the rule was put. A subject can fail several rules.
key: [rule, passed]
columns: {kind: kind, rule: rule, passed: boolean, subjects: count, share: share}
chart: {form: stacked_bar, label: rule, value: subjects, colour: passed}
*/
WITH basis AS (
    SELECT c.subject_id, r.kind, c.rule, c.passed, c.reason, r.ordinal
    FROM screening AS c
    JOIN screening_rule AS r ON r.rule = c.rule
    WHERE c.wave = (SELECT wave FROM study)
), counted AS (
    SELECT kind, rule, ordinal, passed, count(*) AS subjects FROM basis GROUP BY kind, rule, ordinal, passed
)
SELECT kind, rule, passed, subjects, subjects / sum(subjects) OVER (PARTITION BY rule) AS share
FROM counted
ORDER BY ordinal, rule, passed DESC
