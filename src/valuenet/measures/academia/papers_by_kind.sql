/*
title: {zh: 发表国际论文的机构, en: Institutions with international papers}
note:
  zh: 研究国家的全部大学和科研机构，不论是否进入样本，只含至少发表一篇国际论文者；多个机构合著的论文在每个机构各计
    一次。占比以全部论文为分母。
  en: All universities and institutes of the study's country, in the sample or not, with at least one international
    paper; a joint paper counts once for each of them. Shares are of all papers.
key: [kind]
columns: {kind: kind, institutions: count, in_sample: number, papers_international: number, share: share}
chart: {form: bar, label: kind, value: papers_international}
*/
WITH told AS (
    SELECT subject_id, CAST(value AS BIGINT) AS papers_international
    FROM subject_value
    WHERE field = 'papers_international'
), members AS (
    SELECT subject_id FROM sample WHERE wave = (SELECT wave FROM study)
), basis AS (
    SELECT t.subject_id, s.kind, t.papers_international, m.subject_id IS NOT NULL AS is_sample
    FROM told AS t
    JOIN subject AS s ON s.subject_id = t.subject_id
    LEFT JOIN members AS m ON m.subject_id = t.subject_id
    WHERE t.papers_international > 0
        AND s.kind IN ('university', 'institute')
        AND s.country = (SELECT country FROM study)
), counted AS (
    SELECT
        kind,
        count(*) AS institutions,
        count(*) FILTER (WHERE is_sample) AS in_sample,
        CAST(sum(papers_international) AS BIGINT) AS papers_international
    FROM basis
    GROUP BY kind
)
SELECT
    c.kind,
    c.institutions,
    c.in_sample,
    c.papers_international,
    c.papers_international / (SELECT sum(papers_international) FROM basis) AS share
FROM counted AS c
LEFT JOIN vocabulary AS v ON v.vocabulary = 'kind' AND v.code = c.kind
ORDER BY v.ordinal, c.kind
