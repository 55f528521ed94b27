/*
title: {zh: 样本构成, en: Composition of the sample}
note:
  zh: 会议是当年的流量，其余主体是时点的存量，两者不相加。“较上一时点变化”只在上一时点有数据时给出。
  en: Conferences are flows of the year and all other subjects are stocks at the date; the two are never added. The
    change is given only where the wave before has data.
key: [wave, kind]
columns: {wave: wave, dynamics: dynamics, kind: kind, subjects: count, change: number}
chart: {form: grouped_bar, label: kind, value: subjects, colour: wave}
*/
WITH basis AS (
    SELECT m.subject_id, m.wave, s.kind
    FROM sample AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
), counted AS (
    SELECT b.wave, w.ordinal, b.kind, count(*) AS subjects
    FROM basis AS b
    JOIN wave AS w ON w.wave = b.wave
    GROUP BY b.wave, w.ordinal, b.kind
)
SELECT
    now.wave,
    CASE WHEN now.kind = 'conference' THEN 'flow' ELSE 'stock' END AS dynamics,
    now.kind,
    now.subjects,
    now.subjects - before.subjects AS change
FROM counted AS now
LEFT JOIN counted AS before ON before.kind = now.kind AND before.ordinal = now.ordinal - 1
LEFT JOIN vocabulary AS v ON v.vocabulary = 'kind' AND v.code = now.kind
ORDER BY now.ordinal, v.ordinal, now.kind
