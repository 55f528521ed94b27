/*
title: {zh: 应用层网络加权度前 15 位的关系节点, en: TOP 15 relation nodes of the application-layer network}
note:
  zh: 关系节点是应用层样本企业以外的全部节点，因此含基础层和技术层企业。并列节点同名次，全部列出。
  en: Relation nodes are all nodes that are no application-layer enterprises, so base-layer and technology-layer
    enterprises are among them. Nodes that tie share a rank and are all listed.
key: [subject_id]
columns: {rank: rank, subject_id: subject, kind: kind, country: country, weighted_degree: degree}
chart: {form: bar, label: subject_id, value: weighted_degree, colour: kind}
*/
WITH applied AS (
    SELECT subject_id FROM enterprise WHERE layer = 'application'
), basis AS (
    SELECT r.relation_id, r.alter_id AS subject_id, r.ego_id AS partner_id, r.kind
    FROM network_relation AS r
    LEFT JOIN applied AS a ON a.subject_id = r.alter_id
    WHERE r.ego_layer = 'application' AND a.subject_id IS NULL
), counted AS (
    SELECT subject_id, count(*) AS weighted_degree FROM basis GROUP BY subject_id
), ranked AS (
    SELECT rank() OVER (ORDER BY weighted_degree DESC) AS rank, subject_id, weighted_degree FROM counted
)
SELECT r.rank, r.subject_id, s.kind, s.country, r.weighted_degree
FROM ranked AS r
JOIN subject AS s ON s.subject_id = r.subject_id
WHERE r.rank <= 15
ORDER BY r.rank, coalesce(s.name_zh, s.name_en), r.subject_id
