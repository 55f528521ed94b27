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
WITH members AS (
    SELECT DISTINCT m.group_id, m.subject_id
    FROM group_member AS m
    JOIN subject_group AS g ON g.group_id = m.group_id
    WHERE g.role = 'ecosystem'
), ties AS (
    SELECT subject_id, partner_id, relation_id, direction AS kind, overseas FROM technology_tie
    UNION ALL
    SELECT ego_id AS subject_id, alter_id AS partner_id, relation_id, kind, overseas
    FROM network_relation
    WHERE family <> 'technology'
    UNION ALL
    SELECT
        r.alter_id AS subject_id,
        r.ego_id AS partner_id,
        r.relation_id,
        CASE WHEN r.kind = 'financing' THEN 'investment' ELSE 'financing' END AS kind,
        e.country <> (SELECT country FROM study) AS overseas
    FROM network_relation AS r
    JOIN subject AS e ON e.subject_id = r.ego_id
    WHERE r.family = 'capital' AND r.alter_id <> r.ego_id AND (SELECT reading FROM study) = 'either'
), basis AS (
    SELECT
        m.group_id,
        t.kind,
        CASE WHEN t.overseas THEN 'overseas' WHEN NOT t.overseas THEN 'domestic' END AS place,
        t.subject_id,
        t.partner_id,
        t.relation_id,
        p.subject_id IS NOT NULL AS is_inside
    FROM ties AS t
    JOIN members AS m ON m.subject_id = t.subject_id
    LEFT JOIN members AS p ON p.group_id = m.group_id AND p.subject_id = t.partner_id
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
