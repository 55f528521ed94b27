/*
title: {zh: 各年设置人工智能专业的大学, en: Universities with an AI major, by year of its start}
note:
  zh: 只含设置年份已知的样本大学；“累计”含此前各年。
  en: Sample universities of known year only; the cumulative count holds all years before.
key: [year]
columns: {year: year, universities: count, cumulative: number}
chart: {form: column, label: year, value: cumulative}
*/
WITH basis AS (
    SELECT subject_id, ai_major_since AS year FROM university WHERE ai_major_since IS NOT NULL
), counted AS (
    SELECT year, count(*) AS universities FROM basis GROUP BY year
)
SELECT year, universities, CAST(sum(universities) OVER (ORDER BY year) AS BIGINT) AS cumulative
FROM counted
ORDER BY year
