/*
title: {zh: 会议主办方前 20 位, en: TOP 20 organisers of conferences}
note:
  zh: 一场会议有多个主办方时在每个主办方各计一次；占比以全部样本会议为分母。并列同名次，全部列出。名称照来源所写。
  en: A conference of several organisers counts once for each; shares are of all sample conferences. Organisers that
    tie share a rank and are all listed. Names are as the sources write them.
key: [organiser]
columns: {rank: rank, organiser: text, conferences: count, share: share}
chart: {form: bar, label: organiser, value: conferences}
*/
WITH basis AS (
    SELECT DISTINCT c.subject_id, v.value AS organiser
    FROM conference AS c
    JOIN subject_value AS v ON v.subject_id = c.subject_id
    WHERE v.field = 'organiser'
), counted AS (
    SELECT organiser, count(*) AS conferences FROM basis GROUP BY organiser
), ranked AS (
    SELECT rank() OVER (ORDER BY conferences DESC) AS rank, organiser, conferences FROM counted
)
SELECT rank, organiser, conferences, conferences / (SELECT count(*) FROM conference) AS share
FROM ranked
WHERE rank <= 20
ORDER BY rank, organiser
