/*
title: {zh: 生态系统在价值网络中的占比, en: Share of the ecosystems in the value network}
note:
  zh: 合并组内各成员的关系：技术关系和投融资关系按研究声明的口径，人力资本关系按本方记录，一行记录只计一次；节点含成
    员自身及这些关系的对方。占比以全网络的关系数和节点数为分母。“组内”是双方均为本组成员的关系，已含在关系数中。“牵
    头成员”是母体不在本组之内的成员：一家平台与其各分支只计一家；成员与牵头成员的占比以全部样本企业为分母。
  en: The relations of the group's members are added, technology and capital ties in the study's reading and human
    capital by own rows, each row once; nodes are the members and their partners in these relations. Shares are of all
    relations and all nodes of the network. Inside relations, both ends of which are members, are part of the count.
    Lead members are those without a parent in the group, so that a platform and its arms count once. The shares of
    members and of lead members are of all sample enterprises.
key: [group_id]
columns:
  {group_id: group, relations: count, inside: count, share_of_relations: share, nodes: number, share_of_nodes: share,
  members: number, share_of_sample: share, leads: number, leads_share_of_sample: share}
*/
WITH members AS (
    SELECT DISTINCT m.group_id, m.subject_id
    FROM group_member AS m
    JOIN subject_group AS g ON g.group_id = m.group_id
    WHERE g.role = 'ecosystem'
), ties AS (
    SELECT group_id, subject_id, partner_id, relation_id, is_inside
    FROM group_tie
    WHERE role = 'ecosystem' AND counted
), basis AS (
    SELECT DISTINCT group_id, relation_id, is_inside FROM ties
), touched AS (
    SELECT group_id, subject_id FROM ties
    UNION
    SELECT group_id, partner_id AS subject_id FROM ties
), relations AS (
    SELECT group_id, count(*) AS relations, count(*) FILTER (WHERE is_inside) AS inside FROM basis GROUP BY group_id
), nodes AS (
    SELECT group_id, count(*) AS nodes FROM touched GROUP BY group_id
), sizes AS (
    SELECT
        m.group_id,
        count(*) AS members,
        count(*) FILTER (WHERE p.subject_id IS NULL) AS leads,
        count(e.subject_id) AS members_in_sample,
        count(e.subject_id) FILTER (WHERE p.subject_id IS NULL) AS leads_in_sample
    FROM members AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
    LEFT JOIN members AS p ON p.group_id = m.group_id AND p.subject_id = s.parent_id
    LEFT JOIN enterprise AS e ON e.subject_id = m.subject_id
    GROUP BY m.group_id
)
SELECT
    r.group_id,
    r.relations,
    r.inside,
    r.relations / (SELECT count(*) FROM network_relation) AS share_of_relations,
    n.nodes,
    n.nodes / (SELECT count(*) FROM network_node) AS share_of_nodes,
    z.members,
    z.members_in_sample / nullif((SELECT count(*) FROM enterprise), 0) AS share_of_sample,
    z.leads,
    z.leads_in_sample / nullif((SELECT count(*) FROM enterprise), 0) AS leads_share_of_sample
FROM relations AS r
JOIN nodes AS n ON n.group_id = r.group_id
JOIN sizes AS z ON z.group_id = r.group_id
JOIN subject_group AS g ON g.group_id = r.group_id
ORDER BY g.ordinal, r.group_id
