/*
title: {zh: 生态系统的关系类型, en: "Ecosystems: relations by kind"}
note:
  zh: 合并组内各成员的关系：技术关系和投融资关系按研究声明的口径，人力资本关系按本方记录。“组内”是双方均为本组
    成员的关系，已含在关系数中。
  en: The relations of the group's members are added, technology and capital ties in the study's reading and human
    capital by own rows. Inside ties, both ends of which are members, are part of the count.
key: [group_id, kind]
columns:
  {group_id: group, family: relation_family, kind: relation_kind, relations: count, inside: count, share: share,
  share_of_family: share}
chart: {form: grouped_bar, label: kind, value: relations, colour: group_id}
*/
WITH basis AS (
    SELECT group_id, family, kind, subject_id, partner_id, relation_id, is_inside
    FROM group_tie
    WHERE role = 'ecosystem' AND counted
), counted AS (
    SELECT group_id, family, kind, count(*) AS relations, count(*) FILTER (WHERE is_inside) AS inside
    FROM basis
    GROUP BY group_id, family, kind
)
SELECT
    c.group_id,
    c.family,
    c.kind,
    c.relations,
    c.inside,
    c.relations / sum(c.relations) OVER (PARTITION BY c.group_id) AS share,
    c.relations / sum(c.relations) OVER (PARTITION BY c.group_id, c.family) AS share_of_family
FROM counted AS c
JOIN subject_group AS g ON g.group_id = c.group_id
LEFT JOIN vocabulary AS v ON v.vocabulary = 'relation_kind' AND v.code = c.kind
ORDER BY g.ordinal, c.group_id, v.ordinal, c.kind
