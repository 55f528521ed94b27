/*
title: {zh: 有境外技术关系的企业, en: Enterprises with foreign technology ties}
note:
  zh: 至少有一个位于境外的技术对方即计入；占比以该方向上有技术关系的企业为分母。同一企业可在两个方向上各计一次。
  en: An enterprise counts once it has one partner located abroad; shares are of the enterprises with technology ties
    of that direction. An enterprise can count in both directions.
key: [direction]
columns: {direction: relation_kind, enterprises: count, enterprises_tied: count, share: share, foreign_ties: count}
chart: {form: grouped_bar, label: direction, value: enterprises, series: enterprises enterprises_tied}
*/
WITH tied AS (
    SELECT direction, subject_id, count(overseas) AS known, count(*) FILTER (WHERE overseas) AS foreign_ties
    FROM technology_tie
    GROUP BY direction, subject_id
), basis AS (
    SELECT direction, subject_id, foreign_ties FROM tied WHERE foreign_ties > 0
), counted AS (
    SELECT
        direction,
        count(*) FILTER (WHERE foreign_ties > 0) AS enterprises,
        count(*) AS enterprises_tied,
        CAST(sum(foreign_ties) AS BIGINT) AS foreign_ties
    FROM tied
    GROUP BY direction
    HAVING sum(known) > 0
)
SELECT direction, enterprises, enterprises_tied, enterprises / enterprises_tied AS share, foreign_ties
FROM counted
ORDER BY direction
