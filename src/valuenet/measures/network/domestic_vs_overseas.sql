/*
title: {zh: 有无境外技术关系的企业比较, en: Enterprises with and without foreign technology ties}
note:
  zh: 按对方所在国家已知的技术关系分组；末行是没有这类关系的企业。均值只对数据已知的企业计算。
  en: Grouped by the technology ties whose partner has a known country; the last row holds enterprises without any
    such tie. Means are over the enterprises for which the value is known.
key: [has_foreign_ties]
columns:
  {has_foreign_ties: boolean, enterprises: count, share: share, mean_technology_ties: number,
  mean_weighted_degree: degree, mean_patents: number, mean_rd_intensity: share, mean_funding_cny: cny}
*/
WITH rounds AS (
    SELECT subject_id, CAST(sum(CAST(amount_cny AS DECIMAL(28, 2))) AS DOUBLE) AS amount_cny
    FROM financing_round
    WHERE date IS NULL OR date <= (SELECT w.date FROM wave AS w JOIN study AS s ON s.wave = w.wave)
    GROUP BY subject_id
), tied AS (
    SELECT subject_id, count(*) AS ties, max(CASE WHEN overseas THEN 1 WHEN NOT overseas THEN 0 END) AS is_foreign
    FROM technology_tie
    GROUP BY subject_id
), basis AS (
    SELECT
        e.subject_id,
        t.is_foreign = 1 AS has_foreign_ties,
        coalesce(t.ties, 0) AS ties,
        n.weighted_degree,
        e.patents,
        e.rd_intensity,
        coalesce(e.funding_cny, r.amount_cny) AS funding_cny
    FROM enterprise AS e
    LEFT JOIN tied AS t ON t.subject_id = e.subject_id
    LEFT JOIN rounds AS r ON r.subject_id = e.subject_id
    LEFT JOIN network_node AS n ON n.subject_id = e.subject_id
)
SELECT
    has_foreign_ties,
    count(*) AS enterprises,
    count(*) / (SELECT count(*) FROM basis) AS share,
    sum(ties) / count(*) AS mean_technology_ties,
    sum(weighted_degree) / nullif(count(weighted_degree), 0) AS mean_weighted_degree,
    sum(patents) / nullif(count(patents), 0) AS mean_patents,
    CAST(sum(CAST(rd_intensity AS DECIMAL(28, 12))) AS DOUBLE) / nullif(count(rd_intensity), 0) AS mean_rd_intensity,
    CAST(sum(CAST(funding_cny AS DECIMAL(28, 2))) AS DOUBLE) / nullif(count(funding_cny), 0) AS mean_funding_cny
FROM basis
GROUP BY has_foreign_ties
ORDER BY has_foreign_ties IS NULL, has_foreign_ties DESC
