/*
title: {zh: 非初始企业的原产业, en: Sectors from which non-initial enterprises came}
note:
  zh: “占比”以全部非初始企业为分母；“其中上市”只计上市企业，其占比以非初始上市企业为分母。
  en: Shares are of all non-initial enterprises; the listed among them are counted beside, with shares of the listed.
key: [transition_origin]
columns: {transition_origin: sector, enterprises: count, share: share, listed: number, share_of_listed: share}
chart: {form: bar, label: transition_origin, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, transition_origin, status = 'listed' AS is_listed FROM enterprise WHERE non_initial
)
SELECT
    transition_origin,
    count(*) AS enterprises,
    count(*) / (SELECT count(*) FROM basis) AS share,
    CASE WHEN count(is_listed) > 0 THEN count(*) FILTER (WHERE is_listed) END AS listed,
    count(*) FILTER (WHERE is_listed) / nullif((SELECT count(*) FROM basis WHERE is_listed), 0) AS share_of_listed
FROM basis
GROUP BY transition_origin
ORDER BY transition_origin IS NULL, enterprises DESC, transition_origin
