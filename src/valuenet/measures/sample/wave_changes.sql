/*
title: {zh: 样本存量的进入与退出, en: Entries to and exits from the stocks of the sample}
note:
  zh: 与上一时点相比；每个主体只计一次，按最先成立的原因。同一名录的各期视为一个来源。会议是流量，不计入。
  en: Compared with the wave before; every subject counts once, under the first cause that holds. Editions of one list
    are one source. Conferences are flows and are not counted.
key: [wave, kind, wave_cause]
columns: {wave: wave, kind: kind, wave_direction: wave_direction, wave_nature: wave_nature, wave_cause: wave_cause,
  subjects: count}
chart: {form: grouped_bar, label: wave_cause, value: subjects, colour: wave}
*/
WITH basis AS (
    SELECT subject_id, wave, kind, change AS wave_direction, cause AS wave_cause FROM subject_change
), counted AS (
    SELECT wave, kind, wave_direction, wave_cause, count(*) AS subjects
    FROM basis
    GROUP BY wave, kind, wave_direction, wave_cause
)
SELECT c.wave, c.kind, c.wave_direction, v.broader AS wave_nature, c.wave_cause, c.subjects
FROM counted AS c
JOIN wave AS w ON w.wave = c.wave
LEFT JOIN vocabulary AS v ON v.vocabulary = 'wave_cause' AND v.code = c.wave_cause
LEFT JOIN vocabulary AS k ON k.vocabulary = 'kind' AND k.code = c.kind
ORDER BY w.ordinal, k.ordinal, c.kind, v.ordinal, c.wave_cause
