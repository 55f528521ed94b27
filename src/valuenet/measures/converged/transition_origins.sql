/*
title: {zh: 非初始人工智能企业的原产业, en: Sectors from which non-initial AI enterprises came}
note:
  zh: 占比以全部非初始企业为分母，不限于上市企业。
  en: Shares are of all non-initial enterprises, of whatever status.
key: [transition_origin]
columns: {transition_origin: sector, enterprises: count, share: share}
chart: {form: bar, label: transition_origin, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, transition_origin FROM enterprise WHERE non_initial
)
SELECT transition_origin, count(*) AS enterprises, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY transition_origin
ORDER BY transition_origin IS NULL, enterprises DESC, transition_origin
