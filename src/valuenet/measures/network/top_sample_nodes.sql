/*
title: {zh: 加权度前 30 位的样本节点, en: TOP 30 sample nodes by weighted degree}
note:
  zh: 加权度是以该节点为本方或对方的关系数；并列节点同名次，全部列出。
  en: The weighted degree is the number of relations in which the node is ego or alter; nodes that tie share a rank
    and are all listed.
key: [subject_id]
columns: {rank: rank, subject_id: subject, layer: layer, region: region, weighted_degree: degree}
chart: {form: bar, label: subject_id, value: weighted_degree, colour: layer}
*/
WITH ends AS (
    SELECT relation_id, ego_id AS subject_id, alter_id AS partner_id, kind FROM network_relation
    UNION ALL
    SELECT relation_id, alter_id AS subject_id, ego_id AS partner_id, kind FROM network_relation
), basis AS (
    SELECT x.relation_id, x.subject_id, x.partner_id, x.kind
    FROM ends AS x
    JOIN enterprise AS e ON e.subject_id = x.subject_id
), counted AS (
    SELECT subject_id, count(*) AS weighted_degree FROM basis GROUP BY subject_id
), ranked AS (
    SELECT rank() OVER (ORDER BY weighted_degree DESC) AS rank, subject_id, weighted_degree FROM counted
)
SELECT r.rank, r.subject_id, e.layer, e.region, r.weighted_degree
FROM ranked AS r
JOIN enterprise AS e ON e.subject_id = r.subject_id
WHERE r.rank <= 30
ORDER BY r.rank, coalesce(e.name_zh, e.name_en), r.subject_id
