/*
title: {zh: 应用层企业价值网络的规模, en: Size of the application-layer network}
note:
  zh: 只含以应用层企业为本方的关系。样本节点是全部应用层样本企业，其余节点均为关系节点；平均度 = 关系数 / 节点数。
  en: Only relations whose ego is an application-layer enterprise. Sample nodes are all sample enterprises of that
    layer and all other nodes are relation nodes; the average degree is relations over nodes.
key: [wave]
columns:
  {wave: wave, relations: count, nodes: number, sample_nodes: number, relation_nodes: number, average_degree: degree}
*/
WITH basis AS (
    SELECT relation_id, (SELECT wave FROM study) AS wave, ego_id, alter_id, kind
    FROM network_relation
    WHERE ego_layer = 'application'
), applied AS (
    SELECT subject_id FROM enterprise WHERE layer = 'application'
), others AS (
    SELECT DISTINCT b.alter_id
    FROM basis AS b
    LEFT JOIN applied AS a ON a.subject_id = b.alter_id
    WHERE a.subject_id IS NULL
), sizes AS (
    SELECT (SELECT count(*) FROM applied) AS sample_nodes, (SELECT count(*) FROM others) AS relation_nodes
), counted AS (
    SELECT wave, count(*) AS relations FROM basis GROUP BY wave
)
SELECT
    c.wave,
    c.relations,
    z.sample_nodes + z.relation_nodes AS nodes,
    z.sample_nodes,
    z.relation_nodes,
    c.relations / nullif(z.sample_nodes + z.relation_nodes, 0) AS average_degree
FROM counted AS c
CROSS JOIN sizes AS z
ORDER BY c.wave
