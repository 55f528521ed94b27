/*
title: {zh: 设置本领域专业的大学的省份分布, en: Universities with a major in the field, by province}
note:
  zh: 研究国家的全部大学，不论是否进入样本，只含设置年份已知者；占比以同一办学层次为分母。
  en: All universities of the study's country, in the sample or not, for which the year of the major is known; shares
    are of those of the same level of education.
key: [education_level, region]
columns: {education_level: education_level, region: region, universities: count, share: share}
chart: {form: stacked_bar, label: region, value: universities, colour: education_level}
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
    SELECT t.subject_id, t.education_level, s.region, t.year
    FROM told AS t
    JOIN subject AS s ON s.subject_id = t.subject_id
    WHERE t.year IS NOT NULL AND s.kind = 'university' AND s.country = (SELECT country FROM study)
), counted AS (
    SELECT education_level, region, count(*) AS universities FROM basis GROUP BY education_level, region
)
SELECT
    c.education_level,
    c.region,
    c.universities,
    c.universities / sum(c.universities) OVER (PARTITION BY c.education_level) AS share
FROM counted AS c
LEFT JOIN vocabulary AS v ON v.vocabulary = 'education_level' AND v.code = c.education_level
ORDER BY
    c.education_level IS NULL, v.ordinal, c.education_level, c.region IS NULL, c.universities DESC, c.region
