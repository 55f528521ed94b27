/*
title: {zh: 所选企业的技术关系, en: "Enterprises side by side: technology ties"}
note:
  zh: 按研究声明的口径计数；“占组内赋能比”以同组企业的技术赋能关系总数为分母。
  en: Counted in the study's reading; the share of outputs is of the technology outputs of the whole group.
key: [group_id, subject_id]
columns:
  {group_id: group, subject_id: subject, technology_ties: count, technology_input: count, technology_output: count,
  share_of_outputs: share}
chart: {form: bar, label: subject_id, value: technology_output}
*/
WITH members AS (
    SELECT DISTINCT m.group_id, m.subject_id
    FROM group_member AS m
    JOIN subject_group AS g ON g.group_id = m.group_id
    WHERE g.role = 'compared'
), basis AS (
    SELECT m.group_id, t.subject_id, t.direction, t.partner_id, t.relation_id
    FROM technology_tie AS t
    JOIN members AS m ON m.subject_id = t.subject_id
), counted AS (
    SELECT
        group_id,
        subject_id,
        count(*) AS technology_ties,
        count(*) FILTER (WHERE direction = 'technology_input') AS technology_input,
        count(*) FILTER (WHERE direction = 'technology_output') AS technology_output
    FROM basis
    GROUP BY group_id, subject_id
)
SELECT
    c.group_id,
    c.subject_id,
    c.technology_ties,
    c.technology_input,
    c.technology_output,
    c.technology_output / nullif(sum(c.technology_output) OVER (PARTITION BY c.group_id), 0) AS share_of_outputs
FROM counted AS c
JOIN subject_group AS g ON g.group_id = c.group_id
JOIN subject AS s ON s.subject_id = c.subject_id
ORDER BY g.ordinal, c.group_id, c.technology_output DESC, coalesce(s.name_zh, s.name_en), c.subject_id
