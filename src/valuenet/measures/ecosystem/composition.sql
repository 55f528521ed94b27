/*
title: {zh: 生态系统关系的境内与境外构成, en: "Ecosystems: relations at home and overseas"}
note:
  zh: 合并组内各成员的关系：技术关系和投融资关系按研究声明的口径，人力资本关系按本方记录。占比以该组同类关系为分
    母；地点为空的行是对方所在国家未知的关系。
  en: The relations of the group's members are added, technology and capital ties in the study's reading and human
    capital by own rows. Shares are of the group's relations of the kind; rows without a place hold partners of
    unknown country.
key: [group_id, kind, place]
columns: {group_id: group, kind: relation_kind, place: place, relations: count, inside: count, share: share}
chart: {form: stacked_bar, label: kind, value: relations, colour: place}
*/
WITH basis AS (
    SELECT
        group_id,
        kind,
        CASE WHEN overseas THEN 'overseas' WHEN NOT overseas THEN 'domestic' END AS place,
        subject_id,
        partner_id,
        relation_id,
        is_inside
    FROM group_tie
    WHERE role = 'ecosystem' AND counted
), counted AS (
    SELECT group_id, kind, place, count(*) AS relations, count(*) FILTER (WHERE is_inside) AS inside
    FROM basis
    GROUP BY group_id, kind, place
)
SELECT
    c.group_id,
    c.kind,
    c.place,
    c.relations,
    c.inside,
    c.relations / sum(c.relations) OVER (PARTITION BY c.group_id, c.kind) AS share
FROM counted AS c
JOIN subject_group AS g ON g.group_id = c.group_id
LEFT JOIN vocabulary AS v ON v.vocabulary = 'relation_kind' AND v.code = c.kind
ORDER BY g.ordinal, c.group_id, v.ordinal, c.kind, c.place IS NULL, c.place
