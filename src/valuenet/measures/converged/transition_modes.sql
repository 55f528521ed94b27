/*
title: {zh: 非初始企业的转型方式, en: How non-initial enterprises made the transition}
note:
  zh: 一家企业可有多种方式：“占比”以全部非初始企业为分母，“占提及次数比”以提及总次数为分母。“其中上市”只计上市企
    业，其占比以非初始上市企业、或以其提及总次数为分母。
  en: An enterprise can have several modes, so shares are given of all non-initial enterprises and of all mentions.
    The listed among them are counted beside, with shares of all listed non-initial enterprises and of their mentions.
key: [transition_mode]
columns:
  {transition_mode: transition_mode, enterprises: count, share: share, share_of_mentions: share, listed: number,
  share_of_listed: share, share_of_listed_mentions: share}
chart: {form: bar, label: transition_mode, value: enterprises}
*/
WITH firms AS (
    SELECT subject_id, status = 'listed' AS is_listed FROM enterprise WHERE non_initial
), modes AS (
    SELECT DISTINCT subject_id, value FROM subject_value WHERE field = 'transition_mode'
), basis AS (
    SELECT f.subject_id, m.value AS transition_mode, f.is_listed
    FROM firms AS f
    LEFT JOIN modes AS m ON m.subject_id = f.subject_id
)
SELECT
    transition_mode,
    count(*) AS enterprises,
    count(*) / (SELECT count(*) FROM firms) AS share,
    CASE WHEN transition_mode IS NOT NULL THEN count(*) / (SELECT count(transition_mode) FROM basis) END
        AS share_of_mentions,
    CASE WHEN count(is_listed) > 0 THEN count(*) FILTER (WHERE is_listed) END AS listed,
    count(*) FILTER (WHERE is_listed) / nullif((SELECT count(*) FROM firms WHERE is_listed), 0) AS share_of_listed,
    CASE
        WHEN transition_mode IS NOT NULL
            THEN count(*) FILTER (WHERE is_listed) / nullif(
                (SELECT count(transition_mode) FROM basis WHERE is_listed), 0
            )
    END AS share_of_listed_mentions
FROM basis
GROUP BY transition_mode
ORDER BY transition_mode IS NULL, enterprises DESC, transition_mode
