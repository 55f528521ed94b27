/*
title: {zh: 企业的研发强度分布, en: Enterprises by R&D intensity}
note:
  zh: 末行是研发强度未知的企业，不进入“占已披露企业比”。
  en: The last row holds enterprises of unknown R&D intensity; they do not enter the share of the disclosed.
key: [rd_band]
columns: {rd_band: rd_band, enterprises: count, share: share, share_of_disclosed: share}
chart: {form: column, label: rd_band, value: enterprises}
*/
WITH basis AS (
    SELECT
        subject_id,
        CASE
            WHEN rd_intensity < 0.05 THEN 'under_5_percent'
            WHEN rd_intensity <= 0.15 THEN 'from_5_to_15_percent'
            WHEN rd_intensity > 0.15 THEN 'over_15_percent'
        END AS rd_band,
        rd_intensity
    FROM enterprise
)
SELECT
    rd_band,
    count(*) AS enterprises,
    count(*) / (SELECT count(*) FROM basis) AS share,
    CASE WHEN rd_band IS NOT NULL THEN count(*) / (SELECT count(rd_intensity) FROM basis) END AS share_of_disclosed
FROM basis
GROUP BY rd_band
ORDER BY rd_band IS NULL, min(rd_intensity), rd_band
