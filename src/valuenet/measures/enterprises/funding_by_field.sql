/*
title: {zh: 各应用领域的融资额, en: Funding by application field}
note:
  zh: 只含已披露金额的企业；融资额取来源给出的总额，否则取各轮（含全部轮次类型）已披露金额之和。占比以融资总额为
    分母。
  en: Enterprises with a disclosed amount only; funding is the total the source gives, or else the sum of the
    disclosed amounts of all rounds of any type. Shares are of all funding.
key: [application_field]
columns: {application_field: application_field, enterprises_disclosed: count, funding_cny: cny, share: share}
chart: {form: bar, label: application_field, value: funding_cny}
*/
WITH rounds AS (
    SELECT subject_id, CAST(sum(CAST(amount_cny AS DECIMAL(28, 2))) AS DOUBLE) AS amount_cny
    FROM financing_round
    WHERE date IS NULL OR date <= (SELECT w.date FROM wave AS w JOIN study AS s ON s.wave = w.wave)
    GROUP BY subject_id
), basis AS (
    SELECT e.subject_id, e.application_field, coalesce(e.funding_cny, r.amount_cny) AS funding_cny
    FROM enterprise AS e
    LEFT JOIN rounds AS r ON r.subject_id = e.subject_id
    WHERE coalesce(e.funding_cny, r.amount_cny) IS NOT NULL
), counted AS (
    SELECT
        application_field,
        count(*) AS enterprises_disclosed,
        sum(CAST(funding_cny AS DECIMAL(28, 2))) AS funding_cny
    FROM basis
    GROUP BY application_field
)
SELECT
    application_field,
    enterprises_disclosed,
    CAST(funding_cny AS DOUBLE) AS funding_cny,
    CAST(funding_cny AS DOUBLE) / nullif(CAST((SELECT sum(funding_cny) FROM counted) AS DOUBLE), 0) AS share
FROM counted
ORDER BY application_field IS NULL, funding_cny DESC, application_field
