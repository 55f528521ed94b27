/*
title: {zh: 关系的建立与终止, en: Relations that begin and end between the waves}
note:
  zh: 全部收集到的关系，与上一时点相比。日期落在两时点之间的，是其间建立；日期更早的，是此前已建立；
    来源自行载明起止的，从其所载；同一名录上一期已有的同一关系不算新建。
  en: All relations collected, compared with the wave before. A date between the waves is a relation made since, an
    earlier one a relation that was there; without a date, where the source itself says from when or until when, it is believed; a relation that the edition before of the same list
    has too is not new.
key: [wave, kind, tie_cause]
columns: {wave: wave, kind: relation_kind, wave_direction: wave_direction, wave_nature: wave_nature,
  tie_cause: tie_cause, relations: count}
chart: {form: stacked_bar, label: kind, value: relations, colour: tie_cause}
*/
WITH edge AS (
    SELECT r.relation_id, p.wave, r.kind, r.ego_id, r.alter_id, r.date, r.source_id, 'entry' AS wave_direction,
        p.wave AS here, p.before AS away, p.before_ordinal AS away_ordinal, p.before_date
    FROM relation AS r
    JOIN wave_pair AS p ON p.wave = r.first_wave
    UNION ALL
    SELECT r.relation_id, p.wave, r.kind, r.ego_id, r.alter_id, r.date, r.source_id, 'exit' AS wave_direction,
        p.before AS here, p.wave AS away, p.ordinal AS away_ordinal, p.before_date
    FROM relation AS r
    JOIN wave_pair AS p ON p.before = r.last_wave
), dated AS (
    SELECT e.*, coalesce(e.date > e.before_date, FALSE) AND e.wave_direction = 'entry' AS is_dated,
        coalesce(s.series, s.source_id) AS series, c.source_id IS NOT NULL AS covers_away
    FROM edge AS e
    JOIN source AS s ON s.source_id = e.source_id
    LEFT JOIN source_wave AS c ON c.source_id = e.source_id AND c.wave = e.away
), continued AS (
    SELECT DISTINCT d.relation_id, d.wave, d.wave_direction
    FROM dated AS d
    JOIN relation AS o ON o.ego_id = d.ego_id AND o.alter_id = d.alter_id AND o.kind = d.kind
        AND o.relation_id <> d.relation_id
    JOIN source AS s ON s.source_id = o.source_id AND coalesce(s.series, s.source_id) = d.series
    JOIN wave AS f ON f.wave = o.first_wave AND f.ordinal <= d.away_ordinal
    LEFT JOIN wave AS u ON u.wave = o.last_wave
    WHERE NOT d.is_dated AND NOT d.covers_away AND (u.ordinal IS NULL OR u.ordinal >= d.away_ordinal)
        AND (o.date = d.date OR o.date IS NULL OR d.date IS NULL)
), basis AS (
    SELECT
        d.relation_id,
        d.wave,
        d.kind,
        d.wave_direction,
        CASE
            WHEN d.is_dated THEN 'dated'
            WHEN d.wave_direction = 'entry' AND d.date <= d.before_date THEN 'existed'
            WHEN d.covers_away AND d.wave_direction = 'entry' THEN 'begun'
            WHEN d.covers_away THEN 'ended'
            WHEN x.series IS NOT NULL AND d.wave_direction = 'entry' THEN 'newly_listed'
            WHEN x.series IS NOT NULL THEN 'no_longer_listed'
            WHEN d.wave_direction = 'entry' THEN 'new_source'
            ELSE 'source_ended'
        END AS tie_cause
    FROM dated AS d
    LEFT JOIN continued AS o ON o.relation_id = d.relation_id AND o.wave = d.wave
        AND o.wave_direction = d.wave_direction
    LEFT JOIN series_wave AS x ON x.series = d.series AND x.wave = d.away
    WHERE o.relation_id IS NULL
), counted AS (
    SELECT wave, kind, wave_direction, tie_cause, count(*) AS relations
    FROM basis
    GROUP BY wave, kind, wave_direction, tie_cause
)
SELECT c.wave, c.kind, c.wave_direction, v.broader AS wave_nature, c.tie_cause, c.relations
FROM counted AS c
JOIN wave AS w ON w.wave = c.wave
LEFT JOIN vocabulary AS v ON v.vocabulary = 'tie_cause' AND v.code = c.tie_cause
LEFT JOIN vocabulary AS k ON k.vocabulary = 'relation_kind' AND k.code = c.kind
ORDER BY w.ordinal, k.ordinal, c.kind, v.ordinal, c.tie_cause
