/*
title: {zh: 国际论文数前 30 位的大学, en: TOP 30 universities by international papers}
note:
  zh: 研究国家的全部大学，不论是否进入样本；占比以研究国家全部大学和科研机构的国际论文数之和为分母，多个机构合著的论
    文在每个机构各计一次。并列同名次，全部列出。
  en: All universities of the study's country, in the sample or not. Shares are of the international papers of all its
    universities and institutes, where a joint paper counts once for each of them. Universities that tie share a rank
    and are all listed.
key: [subject_id]
columns:
  {rank: rank, subject_id: subject, region: region, papers_international: number, share: share, papers_domestic: number}
chart: {form: bar, label: subject_id, value: papers_international}
*/
WITH told AS (
    SELECT
        subject_id,
        max(CASE WHEN field = 'papers_international' THEN CAST(value AS BIGINT) END) AS papers_international,
        max(CASE WHEN field = 'papers_domestic' THEN CAST(value AS BIGINT) END) AS papers_domestic
    FROM subject_value
    WHERE field IN ('papers_international', 'papers_domestic')
    GROUP BY subject_id
), published AS (
    SELECT
        t.subject_id,
        s.kind,
        coalesce(s.name_zh, s.name_en) AS name,
        s.region,
        t.papers_international,
        t.papers_domestic
    FROM told AS t
    JOIN subject AS s ON s.subject_id = t.subject_id
    WHERE t.papers_international IS NOT NULL
        AND s.kind IN ('university', 'institute')
        AND s.country = (SELECT country FROM study)
), basis AS (
    SELECT subject_id, name, region, papers_international, papers_domestic FROM published WHERE kind = 'university'
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
