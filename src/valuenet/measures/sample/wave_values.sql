/*
title: {zh: 样本主体取值的变化, en: Values of the sample that differ from the wave before}
note:
  zh: 只看两时点都在样本中的主体，及来源按时点给出取值的字段。同一名录在两时点给出不同取值，是取值改变；改由另一来源给出，或只在其一给出，
    是来源覆盖的变化。
  en: Subjects in the sample at both waves, and fields whose sources give values by wave. Where one list gives different
    values at the two waves, the value changed; told by another source, or at one wave only, it is a change of coverage.
key: [wave, field, value_cause]
columns: {wave: wave, field: field, wave_nature: wave_nature, value_cause: value_cause, subjects: count}
chart: {form: stacked_bar, label: field, value: subjects, colour: value_cause}
*/
WITH timed AS (
    SELECT DISTINCT subject_id, field FROM attribute WHERE wave IS NOT NULL
), valued AS (
    SELECT e.subject_id, e.wave, e.field, e.value
    FROM effective_value AS e
    JOIN timed AS t ON t.subject_id = e.subject_id AND t.field = e.field
), stayed AS (
    SELECT m.subject_id, p.wave, p.before, t.field
    FROM sample AS m
    JOIN wave_pair AS p ON p.wave = m.wave
    JOIN sample AS b ON b.subject_id = m.subject_id AND b.wave = p.before
    JOIN timed AS t ON t.subject_id = m.subject_id
), pairs AS (
    SELECT s.subject_id, s.wave, s.before, s.field, b.value AS from_value, a.value AS to_value
    FROM stayed AS s
    LEFT JOIN valued AS a ON a.subject_id = s.subject_id AND a.wave = s.wave AND a.field = s.field
    LEFT JOIN valued AS b ON b.subject_id = s.subject_id AND b.wave = s.before AND b.field = s.field
    WHERE a.value <> b.value OR (a.value IS NULL) <> (b.value IS NULL)
), told AS (
    SELECT a.subject_id, a.field, a.value, a.wave, coalesce(s.series, s.source_id) AS series
    FROM attribute AS a
    JOIN timed AS t ON t.subject_id = a.subject_id AND t.field = a.field
    JOIN source AS s ON s.source_id = a.source_id
), same_list AS (
    SELECT DISTINCT p.subject_id, p.wave, p.field
    FROM pairs AS p
    JOIN told AS a ON a.subject_id = p.subject_id AND a.field = p.field AND a.value = p.to_value
        AND coalesce(a.wave, p.wave) = p.wave
    JOIN told AS b ON b.subject_id = p.subject_id AND b.field = p.field AND b.value = p.from_value
        AND coalesce(b.wave, p.before) = p.before AND b.series = a.series
), basis AS (
    SELECT
        p.subject_id,
        p.wave,
        p.field,
        p.from_value,
        p.to_value,
        CASE
            WHEN p.from_value IS NULL THEN 'told_first'
            WHEN p.to_value IS NULL THEN 'no_longer_told'
            WHEN l.subject_id IS NULL THEN 'other_source'
            ELSE 'changed'
        END AS value_cause
    FROM pairs AS p
    LEFT JOIN same_list AS l ON l.subject_id = p.subject_id AND l.wave = p.wave AND l.field = p.field
), counted AS (
    SELECT wave, field, value_cause, count(*) AS subjects FROM basis GROUP BY wave, field, value_cause
)
SELECT c.wave, c.field, v.broader AS wave_nature, c.value_cause, c.subjects
FROM counted AS c
JOIN wave AS w ON w.wave = c.wave
LEFT JOIN vocabulary AS v ON v.vocabulary = 'value_cause' AND v.code = c.value_cause
ORDER BY w.ordinal, c.field, v.ordinal, c.value_cause
