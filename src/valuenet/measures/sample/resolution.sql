/*
title: {zh: 主体识别：合并与规则, en: "Who is who: what was joined, and by which rule"}
note:
  zh: 各规则依证据强弱依次执行；“合并数”为该规则使主体减少的数目，“其后主体数”含仅在关系中出现的主体。
  en: Rules follow one another, the strongest evidence first; joined is by how many subjects fewer there are through a rule.
key: [evidence]
columns: {evidence: match_rule, joined: number, remaining: number}
chart: {form: bar, label: evidence, value: joined}
*/
WITH basis AS (
    SELECT ordinal, rule AS evidence, joined, remaining FROM resolution_step
)
SELECT b.evidence, b.joined, b.remaining
FROM basis AS b
ORDER BY b.ordinal
