/*
title: {zh: 专利数前 200 位企业的省份分布, en: "TOP 200 enterprises by patents, by province"}
note:
  zh: 专利数未知的企业不参与排名；第 200 位并列的企业全部计入，因此可能多于 200 家。占比以入围企业为分母。
  en: Enterprises of unknown patents are not ranked; all that tie at rank 200 count, so there can be more than 200.
    Shares are of the enterprises in the list.
key: [region]
columns: {region: region, enterprises: count, share: share, patents: number}
chart: {form: tile_map, label: region, value: enterprises}
*/
WITH ranked AS (
    SELECT subject_id, region, patents, rank() OVER (ORDER BY patents DESC) AS rank
    FROM enterprise
    WHERE patents IS NOT NULL
), basis AS (
    SELECT subject_id, region, patents, rank FROM ranked WHERE rank <= 200
)
SELECT
    region,
    count(*) AS enterprises,
    count(*) / (SELECT count(*) FROM basis) AS share,
    CAST(sum(patents) AS BIGINT) AS patents
FROM basis
GROUP BY region
ORDER BY region IS NULL, enterprises DESC, region
