/*
title: {zh: 企业的应用领域分布, en: Enterprises by application field}
note:
  zh: 占比以全部样本企业为分母。
  en: Shares are of all sample enterprises.
key: [application_field]
columns: {application_field: application_field, enterprises: count, share: share}
chart: {form: treemap, label: application_field, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, application_field FROM enterprise
)
SELECT application_field, count(*) AS enterprises, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY application_field
ORDER BY application_field IS NULL, enterprises DESC, application_field
