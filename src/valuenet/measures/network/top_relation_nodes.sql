/*
title: {zh: 加权度前 30 位的关系节点, en: TOP 30 relation nodes by weighted degree}
note:
  zh: 关系节点是样本企业以外、出现在关系中的主体；并列节点同名次，全部列出。
  en: Relation nodes are the subjects in a relation that are no sample enterprises; nodes that tie share a rank and
    are all listed.
key: [subject_id]
columns: {rank: rank, subject_id: subject, kind: kind, country: country, weighted_degree: degree}
chart: {form: bar, label: subject_id, value: weighted_degree, colour: kind}
*/
WITH basis AS (
    SELECT r.relation_id, r.alter_id AS subject_id, r.ego_id AS partner_id, r.kind
    FROM network_relation AS r
    LEFT JOIN enterprise AS e ON e.subject_id = r.alter_id
    WHERE e.subject_id IS NULL
), counted AS (
    SELECT subject_id, count(*) AS weighted_degree FROM basis GROUP BY subject_id
), ranked AS (
    SELECT rank() OVER (ORDER BY weighted_degree DESC) AS rank, subject_id, weighted_degree FROM counted
)
SELECT r.rank, r.subject_id, s.kind, s.country, r.weighted_degree
FROM ranked AS r
JOIN subject AS s ON s.subject_id = r.subject_id
WHERE r.rank <= 30
ORDER BY r.rank, coalesce(s.name_zh, s.name_en), r.subject_id
