/*
title: {zh: 企业的类型分布, en: Enterprises by status}
note:
  zh: 占比以全部样本企业为分母。
  en: Shares are of all sample enterprises.
key: [status]
columns: {status: status, enterprises: count, share: share}
chart: {form: bar, label: status, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, status FROM enterprise
)
SELECT status, count(*) AS enterprises, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY status
ORDER BY status IS NULL, enterprises DESC, status
