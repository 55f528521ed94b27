/*
title: {zh: 介数前 20 位的节点, en: TOP 20 nodes by betweenness}
note:
  zh: 介数（无向）为经过该节点的最短路径份额之和；约束度低表示结构洞多；守门人与代表人为跨省中介的两步路径数。
  en: Betweenness is undirected; a low constraint means many structural holes; gatekeeper and representative count
    two-paths into and out of the node's own region. Nodes that tie share a rank.
key: [subject_id]
columns: {rank: rank, subject_id: subject, kind: kind, betweenness: number, pagerank: number, core_number: number,
  constraint_value: number, gatekeeper: number, representative: number, liaison: number, in_core: boolean}
chart: {form: bar, label: subject_id, value: betweenness}
*/
WITH basis AS (
    SELECT subject_id, betweenness_undirected, pagerank, core_number, "constraint", gatekeeper, representative, liaison,
        in_core
    FROM network_position WHERE betweenness_undirected > 0
), ranked AS (
    SELECT rank() OVER (ORDER BY betweenness_undirected DESC) AS rank, subject_id, betweenness_undirected, pagerank,
        core_number, "constraint", gatekeeper, representative, liaison, in_core
    FROM basis
)
SELECT r.rank, r.subject_id, s.kind, round(r.betweenness_undirected) AS betweenness, r.pagerank, r.core_number,
    r."constraint" AS constraint_value, r.gatekeeper, r.representative, r.liaison, r.in_core
FROM ranked AS r
JOIN subject AS s ON s.subject_id = r.subject_id
WHERE r.rank <= 20
ORDER BY r.rank, coalesce(s.name_zh, s.name_en), r.subject_id
