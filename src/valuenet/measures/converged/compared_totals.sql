/*
title: {zh: 所选企业的技术关系, en: "Enterprises side by side: technology ties"}
note:
  zh: “伙伴”是不同的技术对方，不论关系记录在哪一方，每个方向上各计一次；“占组内赋能伙伴比”以同组企业的技术赋能伙伴
    总数为分母。关系数按研究声明的口径逐行计数。
  en: Partners are distinct technology partners, on whichever side the tie was recorded, once for each direction; the
    share is of the output partners of the whole group. Relations are rows, counted in the study's reading.
key: [group_id, subject_id]
columns:
  {group_id: group, subject_id: subject, partners: count, input_partners: count, output_partners: count,
  share_of_output_partners: share, technology_input: number, technology_output: number}
chart: {form: grouped_bar, label: subject_id, value: output_partners, series: input_partners output_partners}
*/
WITH ties AS (
    SELECT group_id, subject_id, kind, partner_id, relation_id, counted
    FROM group_tie
    WHERE role = 'compared' AND family = 'technology'
), basis AS (
    SELECT DISTINCT group_id, subject_id, kind, partner_id FROM ties WHERE partner_id <> subject_id
), neighbours AS (
    SELECT
        group_id,
        subject_id,
        count(*) AS partners,
        count(*) FILTER (WHERE kind = 'technology_input') AS input_partners,
        count(*) FILTER (WHERE kind = 'technology_output') AS output_partners
    FROM basis
    GROUP BY group_id, subject_id
), relations AS (
    SELECT
        group_id,
        subject_id,
        count(*) FILTER (WHERE counted AND kind = 'technology_input') AS technology_input,
        count(*) FILTER (WHERE counted AND kind = 'technology_output') AS technology_output
    FROM ties
    GROUP BY group_id, subject_id
)
SELECT
    n.group_id,
    n.subject_id,
    n.partners,
    n.input_partners,
    n.output_partners,
    n.output_partners / nullif(sum(n.output_partners) OVER (PARTITION BY n.group_id), 0) AS share_of_output_partners,
    r.technology_input,
    r.technology_output
FROM neighbours AS n
JOIN relations AS r ON r.group_id = n.group_id AND r.subject_id = n.subject_id
JOIN subject_group AS g ON g.group_id = n.group_id
JOIN subject AS s ON s.subject_id = n.subject_id
ORDER BY g.ordinal, n.group_id, n.output_partners DESC, coalesce(s.name_zh, s.name_en), n.subject_id
