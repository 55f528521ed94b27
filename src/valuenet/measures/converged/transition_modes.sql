/*
title: {zh: 非初始人工智能企业的转型方式, en: How non-initial AI enterprises made the transition}
note:
  zh: 一家企业可有多种方式：“占比”以全部非初始企业为分母，“占提及次数比”以提及总次数为分母。不限于上市企业。
  en: An enterprise can have several modes, so shares are given of all non-initial enterprises and of all mentions.
    Enterprises of every status are counted, not listed ones alone.
key: [transition_mode]
columns: {transition_mode: transition_mode, enterprises: count, share: share, share_of_mentions: share}
chart: {form: bar, label: transition_mode, value: enterprises}
*/
WITH firms AS (
    SELECT subject_id FROM enterprise WHERE non_initial
), modes AS (
    SELECT DISTINCT subject_id, value FROM subject_value WHERE field = 'transition_mode'
), basis AS (
    SELECT f.subject_id, m.value AS transition_mode
    FROM firms AS f
    LEFT JOIN modes AS m ON m.subject_id = f.subject_id
)
SELECT
    transition_mode,
    count(*) AS enterprises,
    count(*) / (SELECT count(*) FROM firms) AS share,
    CASE WHEN transition_mode IS NOT NULL THEN count(*) / (SELECT count(transition_mode) FROM basis) END
        AS share_of_mentions
FROM basis
GROUP BY transition_mode
ORDER BY transition_mode IS NULL, enterprises DESC, transition_mode
