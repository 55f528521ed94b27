/*
title: {zh: 生态系统的成员, en: Members of the ecosystems}
note:
  zh: 加权度是以该成员为本方或对方的关系数；为空表示该成员未出现在价值网络中。
  en: The weighted degree is the number of relations in which the member is ego or alter; it is empty where the member
    is not in the value network.
key: [group_id, subject_id]
columns: {group_id: group, subject_id: subject, kind: kind, region: region, weighted_degree: degree}
chart: {form: bar, label: subject_id, value: weighted_degree, colour: kind}
*/
WITH basis AS (
    SELECT DISTINCT m.group_id, m.subject_id
    FROM group_member AS m
    JOIN subject_group AS g ON g.group_id = m.group_id
    WHERE g.role = 'ecosystem'
)
SELECT b.group_id, b.subject_id, s.kind, s.region, n.weighted_degree
FROM basis AS b
JOIN subject_group AS g ON g.group_id = b.group_id
JOIN subject AS s ON s.subject_id = b.subject_id
LEFT JOIN network_node AS n ON n.subject_id = b.subject_id
ORDER BY g.ordinal, b.group_id, n.weighted_degree DESC, coalesce(s.name_zh, s.name_en), b.subject_id
