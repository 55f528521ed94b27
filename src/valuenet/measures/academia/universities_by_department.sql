/*
title: {zh: 大学的主管部门, en: Universities by supervising department}
note:
  zh: 占比以全部样本大学为分母。
  en: Shares are of all sample universities.
key: [department]
columns: {department: department, universities: count, share: share}
chart: {form: bar, label: department, value: universities}
*/
WITH basis AS (
    SELECT subject_id, department FROM university
)
SELECT department, count(*) AS universities, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY department
ORDER BY department IS NULL, universities DESC, department
