/*
title: {zh: 政策的领域分布, en: Policies by area}
note:
  zh: 一项政策可涉及多个领域，各计一次，因此占比之和可超过 100%；占比以全部样本政策为分母。
  en: A policy can touch several areas and counts once in each, so shares can add to more than 100%; they are of all
    sample policies.
key: [policy_area]
columns: {policy_area: policy_area, policies: count, share: share}
chart: {form: bar, label: policy_area, value: policies}
*/
WITH areas AS (
    SELECT DISTINCT subject_id, value FROM subject_value WHERE field = 'policy_area'
), basis AS (
    SELECT p.subject_id, a.value AS policy_area
    FROM policy AS p
    LEFT JOIN areas AS a ON a.subject_id = p.subject_id
)
SELECT policy_area, count(*) AS policies, count(*) / (SELECT count(*) FROM policy) AS share
FROM basis
GROUP BY policy_area
ORDER BY policy_area IS NULL, policies DESC, policy_area
