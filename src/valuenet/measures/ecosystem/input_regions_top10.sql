/*
title: {zh: 生态系统技术输入前 10 位的省份, en: "Ecosystems: TOP 10 provinces of technology input"}
note:
  zh: 合并组内各成员的技术输入关系（按研究声明的口径）；占比以该组全部技术输入关系为分母。境外和省份未知的对方不
    参与排名。并列同名次，全部列出。
  en: The technology input relations of the group's members (in the study's reading) are added; shares are of all of
    them. Partners abroad or of unknown province are not ranked. What ties shares a rank and is listed.
key: [group_id, region]
columns: {group_id: group, rank: rank, region: region, relations: count, inside: count, share: share}
chart: {form: grouped_bar, label: region, value: relations, colour: group_id}
*/
WITH basis AS (
    SELECT
        group_id,
        CASE WHEN NOT overseas THEN partner_region END AS region,
        subject_id,
        partner_id,
        relation_id,
        is_inside
    FROM group_tie
    WHERE role = 'ecosystem' AND counted AND kind = 'technology_input'
), totals AS (
    SELECT group_id, count(*) AS total FROM basis GROUP BY group_id
), counted AS (
    SELECT group_id, region, count(*) AS relations, count(*) FILTER (WHERE is_inside) AS inside
    FROM basis
    WHERE region IS NOT NULL
    GROUP BY group_id, region
), ranked AS (
    SELECT
        group_id,
        rank() OVER (PARTITION BY group_id ORDER BY relations DESC) AS rank,
        region,
        relations,
        inside
    FROM counted
)
SELECT r.group_id, r.rank, r.region, r.relations, r.inside, r.relations / t.total AS share
FROM ranked AS r
JOIN totals AS t ON t.group_id = r.group_id
JOIN subject_group AS g ON g.group_id = r.group_id
WHERE r.rank <= 10
ORDER BY g.ordinal, r.group_id, r.rank, r.region
