/*
title: {zh: 企业的融资规模分布, en: Enterprises by size of funding}
note:
  zh: 融资额取来源给出的总额，否则取各轮（含全部轮次类型）已披露金额之和。末行是未披露金额的企业，不进入“占已披
    露企业比”。
  en: Funding is the total the source gives, or else the sum of the disclosed amounts of all rounds of any type. The
    last row holds enterprises with no disclosed amount; they do not enter the share of the disclosed.
key: [funding_band]
columns: {funding_band: funding_band, enterprises: count, share: share, share_of_disclosed: share}
chart: {form: column, label: funding_band, value: enterprises}
*/
WITH rounds AS (
    SELECT subject_id, CAST(sum(CAST(amount_cny AS DECIMAL(28, 2))) AS DOUBLE) AS amount_cny
    FROM financing_round
    WHERE date IS NULL OR date <= (SELECT w.date FROM wave AS w JOIN study AS s ON s.wave = w.wave)
    GROUP BY subject_id
), funding AS (
    SELECT e.subject_id, coalesce(e.funding_cny, r.amount_cny) AS funding_cny
    FROM enterprise AS e
    LEFT JOIN rounds AS r ON r.subject_id = e.subject_id
), basis AS (
    SELECT
        subject_id,
        CASE
            WHEN funding_cny < 1e8 THEN 'under_100_million'
            WHEN funding_cny <= 1e9 THEN 'from_100_million_to_1_billion'
            WHEN funding_cny > 1e9 THEN 'over_1_billion'
        END AS funding_band,
        funding_cny
    FROM funding
)
SELECT
    funding_band,
    count(*) AS enterprises,
    count(*) / (SELECT count(*) FROM basis) AS share,
    CASE WHEN funding_band IS NOT NULL THEN count(*) / (SELECT count(funding_cny) FROM basis) END AS share_of_disclosed
FROM basis
GROUP BY funding_band
ORDER BY funding_band IS NULL, min(funding_cny), funding_band
