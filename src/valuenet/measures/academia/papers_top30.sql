/*
title: {zh: 国际论文数前 30 位的大学, en: TOP 30 universities by international papers}
note:
  zh: 占比以全部样本大学和科研机构的国际论文数之和为分母；多个机构合著的论文在每个机构各计一次。并列同名次，全部
    列出。
  en: Shares are of the international papers of all sample universities and institutes, where a joint paper counts
    once for each of them. Universities that tie share a rank and are all listed.
key: [subject_id]
columns:
  {rank: rank, subject_id: subject, region: region, papers_international: number, share: share, papers_domestic: number}
chart: {form: bar, label: subject_id, value: papers_international}
*/
WITH basis AS (
    SELECT subject_id, coalesce(name_zh, name_en) AS name, region, papers_international, papers_domestic
    FROM university
    WHERE papers_international IS NOT NULL
), published AS (
    SELECT papers_international FROM university
    UNION ALL
    SELECT papers_international FROM institute
), ranked AS (
    SELECT
        rank() OVER (ORDER BY papers_international DESC) AS rank,
        subject_id,
        name,
        region,
        papers_international,
        papers_domestic
    FROM basis
)
SELECT
    rank,
    subject_id,
    region,
    papers_international,
    papers_international / nullif((SELECT sum(papers_international) FROM published), 0) AS share,
    papers_domestic
FROM ranked
WHERE rank <= 30
ORDER BY rank, name, subject_id
