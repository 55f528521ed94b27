/*
title: {zh: 度分布及其幂律尾部, en: The distribution of degrees and its tail}
note:
  zh: 邻居数不少于给定值的节点占全部节点的份额（补累积分布）；尾部为按极大似然拟合的幂律，自拟合下限起，无拟合则不列。
  en: The share of nodes with at least as many neighbours (complementary distribution); the tail is the power law
    fitted by maximum likelihood from its lower bound on, and is not there where none was fitted.
key: [curve, neighbours]
columns: {curve: degree_curve, neighbours: number, nodes: number, share: share}
chart: {form: distribution, label: neighbours, value: nodes, drawn: share, colour: curve}
*/
WITH valued AS (
    SELECT value AS neighbours, count AS nodes FROM network_distribution WHERE distribution = 'neighbours' AND value > 0
), counted AS (
    SELECT
        neighbours,
        sum(nodes) OVER (ORDER BY neighbours DESC) AS nodes,
        (SELECT sum(count) FROM network_distribution WHERE distribution = 'neighbours') AS total
    FROM valued
), sizes AS (
    SELECT
        max(value) FILTER (WHERE quantity = 'tail_xmin') AS xmin,
        max(value) FILTER (WHERE quantity = 'tail_exponent') AS exponent
    FROM network_quantity
), basis AS (
    SELECT 1 AS place, 'counted' AS curve, c.neighbours, CAST(c.nodes AS BIGINT) AS nodes, c.nodes / c.total AS share
    FROM counted AS c
    UNION ALL
    SELECT
        2 AS place,
        'fitted' AS curve,
        c.neighbours,
        NULL AS nodes,
        s.share * power(c.neighbours / t.xmin, 1 - t.exponent) AS share
    FROM counted AS c
    CROSS JOIN sizes AS t
    JOIN (SELECT neighbours, nodes / total AS share FROM counted) AS s ON s.neighbours = t.xmin
    WHERE c.neighbours >= t.xmin
)
SELECT b.curve, b.neighbours, b.nodes, b.share FROM basis AS b ORDER BY b.place, b.neighbours
