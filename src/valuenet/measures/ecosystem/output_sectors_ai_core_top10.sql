/*
title: {zh: 生态系统技术赋能前 10 位的核心产业部门, en: "Ecosystems: TOP 10 core sectors of technology output"}
note:
  zh: 按对方所属的产业部门计；合并组内各成员的技术赋能关系（按研究声明的口径），占比以该组全部技术赋能关系为分母。
    并列同名次，全部列出。
  en: By the partner's sector. The technology output relations of the group's members (in the study's reading) are
    added; shares are of all of them. What ties shares a rank and is listed.
key: [group_id, sector]
columns: {group_id: group, rank: rank, sector: sector, relations: count, inside: count, share: share}
chart: {form: grouped_bar, label: sector, value: relations, colour: group_id}
*/
WITH basis AS (
    SELECT group_id, partner_sector AS sector, subject_id, partner_id, relation_id, is_inside
    FROM group_tie
    WHERE role = 'ecosystem' AND counted AND kind = 'technology_output'
), totals AS (
    SELECT group_id, count(*) AS total FROM basis GROUP BY group_id
), counted AS (
    SELECT b.group_id, b.sector, count(*) AS relations, count(*) FILTER (WHERE b.is_inside) AS inside
    FROM basis AS b
    JOIN vocabulary AS v ON v.vocabulary = 'sector' AND v.code = b.sector AND v.broader = 'ai_core'
    GROUP BY b.group_id, b.sector
), ranked AS (
    SELECT
        group_id,
        rank() OVER (PARTITION BY group_id ORDER BY relations DESC) AS rank,
        sector,
        relations,
        inside
    FROM counted
)
SELECT r.group_id, r.rank, r.sector, r.relations, r.inside, r.relations / t.total AS share
FROM ranked AS r
JOIN totals AS t ON t.group_id = r.group_id
JOIN subject_group AS g ON g.group_id = r.group_id
WHERE r.rank <= 10
ORDER BY g.ordinal, r.group_id, r.rank, r.sector
