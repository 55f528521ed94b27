/*
title: {zh: 各年设置本领域专业的大学, en: "Universities with a major in the field, by year of its start"}
note:
  zh: 研究国家的全部大学，不论是否进入样本，只含设置年份已知者；按办学层次分列，“累计”含同一层次此前各年。
  en: All universities of the study's country, in the sample or not, for which the year is known, by level of
    education; the cumulative count holds all years before at the same level.
key: [education_level, year]
columns: {education_level: education_level, year: year, universities: count, in_sample: number, cumulative: number}
chart: {form: stacked_bar, label: year, value: universities, colour: education_level}
*/
WITH told AS (
    SELECT
        subject_id,
        max(CASE WHEN field = 'ai_major_since' THEN CAST(value AS BIGINT) END) AS year,
        max(CASE WHEN field = 'education_level' THEN value END) AS education_level
    FROM subject_value
    WHERE field IN ('ai_major_since', 'education_level')
    GROUP BY subject_id
), basis AS (
    SELECT t.subject_id, t.education_level, t.year, u.subject_id IS NOT NULL AS is_sample
    FROM told AS t
    JOIN subject AS s ON s.subject_id = t.subject_id
    LEFT JOIN university AS u ON u.subject_id = t.subject_id
    WHERE t.year IS NOT NULL AND s.kind = 'university' AND s.country = (SELECT country FROM study)
), counted AS (
    SELECT education_level, year, count(*) AS universities, count(*) FILTER (WHERE is_sample) AS in_sample
    FROM basis
    GROUP BY education_level, year
)
SELECT
    c.education_level,
    c.year,
    c.universities,
    c.in_sample,
    CAST(sum(c.universities) OVER (PARTITION BY c.education_level ORDER BY c.year) AS BIGINT) AS cumulative
FROM counted AS c
LEFT JOIN vocabulary AS v ON v.vocabulary = 'education_level' AND v.code = c.education_level
ORDER BY c.education_level IS NULL, v.ordinal, c.education_level, c.year
