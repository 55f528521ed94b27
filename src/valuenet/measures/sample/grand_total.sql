/*
title: {zh: 样本总数：存量与流量相加, en: "Grand total of the sample: stocks and flows added"}
note:
  zh: 把当年的会议（流量）与其余各类主体（存量）相加，只供与同样相加的公布数字对照；它不是任何时点的主体数。
  en: Adds the conferences of the year (a flow) to the subjects at the date (stocks), only to be set beside published
    totals that add them too; it is not the number of subjects at any date.
key: [wave]
columns: {wave: wave, subjects: count, kinds: number, subject_types: number}
*/
WITH basis AS (
    SELECT m.subject_id, m.wave, s.kind, v.broader AS subject_type
    FROM sample AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
    LEFT JOIN vocabulary AS v ON v.vocabulary = 'kind' AND v.code = s.kind
), counted AS (
    SELECT
        wave,
        count(*) AS subjects,
        count(DISTINCT kind) AS kinds,
        count(DISTINCT subject_type) AS subject_types
    FROM basis
    GROUP BY wave
)
SELECT c.wave, c.subjects, c.kinds, c.subject_types
FROM counted AS c
JOIN wave AS w ON w.wave = c.wave
ORDER BY w.ordinal
