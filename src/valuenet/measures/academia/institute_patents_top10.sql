/*
title: {zh: 专利数前 10 位的非大学科研机构, en: TOP 10 non-university research institutions by patents}
note:
  zh: 占比以全部样本科研机构的专利数之和为分母；并列机构同名次，全部列出。
  en: Shares are of the patents of all sample institutions; institutions that tie share a rank and are all listed.
key: [subject_id]
columns: {rank: rank, subject_id: subject, region: region, patents: number, share: share}
chart: {form: bar, label: subject_id, value: patents}
*/
WITH basis AS (
    SELECT subject_id, coalesce(name_zh, name_en) AS name, region, patents FROM institute WHERE patents IS NOT NULL
), ranked AS (
    SELECT rank() OVER (ORDER BY patents DESC) AS rank, subject_id, name, region, patents FROM basis
)
SELECT
    rank,
    subject_id,
    region,
    patents,
    patents / nullif((SELECT sum(patents) FROM basis), 0) AS share
FROM ranked
WHERE rank <= 10
ORDER BY rank, name, subject_id
