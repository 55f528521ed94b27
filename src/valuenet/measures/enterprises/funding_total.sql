/*
title: {zh: 企业融资概况, en: Funding of the enterprises}
note:
  zh: 企业累计融资额取来源给出的总额；来源未给总额时，取其截至报告时点各轮（含并购、上市等全部轮次）已披露金额之
    和。“发生过融资的企业”指有融资轮次、融资关系或融资额的企业；均值与中位数只对已披露金额的企业计算。
  en: An enterprise's total funding is the total its source gives, or else the sum of the disclosed amounts of its
    rounds up to the reported wave (of every type, mergers and listings included). Financed enterprises have a round,
    a financing relation or an amount; mean and median are over enterprises with a disclosed amount.
key: [wave]
columns:
  {wave: wave, enterprises: count, enterprises_financed: count, enterprises_disclosed: count, funding_cny: cny,
  mean_funding_cny: cny, median_funding_cny: cny}
*/
WITH rounds AS (
    SELECT subject_id, CAST(sum(CAST(amount_cny AS DECIMAL(28, 2))) AS DOUBLE) AS amount_cny
    FROM financing_round
    WHERE date IS NULL OR date <= (SELECT w.date FROM wave AS w JOIN study AS s ON s.wave = w.wave)
    GROUP BY subject_id
), financed AS (
    SELECT DISTINCT ego_id AS subject_id FROM network_relation WHERE kind = 'financing'
), basis AS (
    SELECT
        e.subject_id,
        (SELECT wave FROM study) AS wave,
        coalesce(e.funding_cny, r.amount_cny) AS funding_cny,
        e.funding_cny IS NOT NULL OR r.subject_id IS NOT NULL OR f.subject_id IS NOT NULL AS is_financed
    FROM enterprise AS e
    LEFT JOIN rounds AS r ON r.subject_id = e.subject_id
    LEFT JOIN financed AS f ON f.subject_id = e.subject_id
)
SELECT
    wave,
    count(*) AS enterprises,
    count(*) FILTER (WHERE is_financed) AS enterprises_financed,
    count(funding_cny) AS enterprises_disclosed,
    CAST(sum(CAST(funding_cny AS DECIMAL(28, 2))) AS DOUBLE) AS funding_cny,
    CAST(sum(CAST(funding_cny AS DECIMAL(28, 2))) AS DOUBLE) / nullif(count(funding_cny), 0) AS mean_funding_cny,
    median(funding_cny) AS median_funding_cny
FROM basis
GROUP BY wave
HAVING count(*) FILTER (WHERE is_financed) > 0
ORDER BY wave
