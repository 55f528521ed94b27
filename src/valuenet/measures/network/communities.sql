/*
title: {zh: 最大的 15 个社区, en: The 15 largest communities}
note:
  zh: 社区由 Leiden 算法按模块度划分；最常见属性只在有数据的节点中计算占比。
  en: Communities are those of the Leiden algorithm for modularity; shares of the commonest value are of the nodes with
    data.
key: [community]
columns: {community: number, nodes: count, sample_nodes: count, within: count, across: count, conductance: number,
  region: region, region_share: share, sector: sector, sector_share: share}
chart: {form: bar, label: community, value: nodes}
*/
WITH basis AS (
    SELECT community + 1 AS community, nodes, sample_nodes, within, across, conductance, region, region_share, sector,
        sector_share
    FROM network_community WHERE community < 15 AND nodes > 1
)
SELECT community, nodes, sample_nodes, within, across, conductance, region, region_share, sector, sector_share
FROM basis ORDER BY community
