/*
title: {zh: 生态系统技术赋能前 10 位的境外国家和地区, en: "Ecosystems: TOP 10 foreign countries of technology output"}
note:
  zh: 合并组内各成员的技术赋能关系（按研究声明的口径）；占比以该组全部技术赋能关系为分母。境内和所在国家未知的对
    方不参与排名。并列同名次，全部列出。
  en: The technology output relations of the group's members (in the study's reading) are added; shares are of all of
    them. Partners at home or of unknown country are not ranked. What ties shares a rank and is listed.
key: [group_id, country]
columns: {group_id: group, rank: rank, country: country, relations: count, inside: count, share: share}
chart: {form: grouped_bar, label: country, value: relations, colour: group_id}
*/
WITH members AS (
    SELECT DISTINCT m.group_id, m.subject_id
    FROM group_member AS m
    JOIN subject_group AS g ON g.group_id = m.group_id
    WHERE g.role = 'ecosystem'
), basis AS (
    SELECT
        m.group_id,
        t.partner_country AS country,
        t.subject_id,
        t.partner_id,
        t.relation_id,
        p.subject_id IS NOT NULL AS is_inside
    FROM technology_tie AS t
    JOIN members AS m ON m.subject_id = t.subject_id
    LEFT JOIN members AS p ON p.group_id = m.group_id AND p.subject_id = t.partner_id
    WHERE t.direction = 'technology_output'
), totals AS (
    SELECT group_id, count(*) AS total FROM basis GROUP BY group_id
), counted AS (
    SELECT group_id, country, count(*) AS relations, count(*) FILTER (WHERE is_inside) AS inside
    FROM basis
    WHERE country <> (SELECT country FROM study)
    GROUP BY group_id, country
), ranked AS (
    SELECT
        group_id,
        rank() OVER (PARTITION BY group_id ORDER BY relations DESC) AS rank,
        country,
        relations,
        inside
    FROM counted
)
SELECT r.group_id, r.rank, r.country, r.relations, r.inside, r.relations / t.total AS share
FROM ranked AS r
JOIN totals AS t ON t.group_id = r.group_id
JOIN subject_group AS g ON g.group_id = r.group_id
WHERE r.rank <= 10
ORDER BY g.ordinal, r.group_id, r.rank, r.country
