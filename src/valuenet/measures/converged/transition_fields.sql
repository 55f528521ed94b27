/*
title: {zh: 非初始人工智能企业进入的领域, en: Fields that non-initial AI enterprises entered}
note:
  zh: 占比以全部非初始企业为分母，不限于上市企业。
  en: Shares are of all non-initial enterprises, of whatever status.
key: [transition_field]
columns: {transition_field: application_field, enterprises: count, share: share}
chart: {form: bar, label: transition_field, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, transition_field FROM enterprise WHERE non_initial
)
SELECT transition_field, count(*) AS enterprises, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY transition_field
ORDER BY transition_field IS NULL, enterprises DESC, transition_field
