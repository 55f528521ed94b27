/*
title: {zh: 企业的核心技术分布, en: Enterprises by core technology}
note:
  zh: 占比以全部样本企业为分母。
  en: Shares are of all sample enterprises.
key: [core_technology]
columns: {core_technology: core_technology, enterprises: count, share: share}
chart: {form: bar, label: core_technology, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, core_technology FROM enterprise
)
SELECT core_technology, count(*) AS enterprises, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY core_technology
ORDER BY core_technology IS NULL, enterprises DESC, core_technology
