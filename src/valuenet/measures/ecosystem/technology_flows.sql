/*
title: {zh: 技术在平台中的流动, en: Flows of technology through the platforms}
note:
  zh: 左侧为平台技术输入的来源（省份，境外为国家或地区），右侧为技术赋能的去向部门；只列关系最多的 6 个平台，以及每侧关系最多的
    10 个来源或部门。来源或部门不详的关系不计入。
  en: On the left the places where technology of the platforms comes from (a province, or abroad a country), on the right
    the sectors that it goes to; the six platforms of most relations, and the ten places or sectors of most on each
    side. Relations whose place or sector is not known are not counted.
key: [flow_side, subject_id, region, country, sector]
columns: {flow_side: flow_side, subject_id: subject, region: region, country: country, sector: sector, relations: count}
chart: {form: sankey, label: region, else: country, end: sector, value: relations, colour: subject_id,
  outward: flow_side}
*/
WITH tied AS (
    SELECT DISTINCT
        relation_id,
        subject_id,
        CASE kind WHEN 'technology_input' THEN 'inward' ELSE 'outward' END AS flow_side,
        CASE WHEN kind = 'technology_input' AND NOT overseas THEN partner_region END AS region,
        CASE WHEN kind = 'technology_input' AND overseas THEN partner_country END AS country,
        CASE WHEN kind = 'technology_output' THEN partner_sector END AS sector
    FROM group_tie
    WHERE role = 'ecosystem' AND counted AND kind IN ('technology_input', 'technology_output')
), known AS (
    SELECT relation_id, subject_id, flow_side, region, country, sector, coalesce(region, country, sector) AS place
    FROM tied
    WHERE coalesce(region, country, sector) IS NOT NULL
), platforms AS (
    SELECT subject_id, count(*) AS total FROM known GROUP BY subject_id ORDER BY total DESC, subject_id LIMIT 6
), sides AS (
    SELECT k.flow_side, k.place, count(*) AS total
    FROM known AS k
    JOIN platforms AS p ON p.subject_id = k.subject_id
    GROUP BY k.flow_side, k.place
), largest AS (
    SELECT flow_side, place, total, row_number() OVER (PARTITION BY flow_side ORDER BY total DESC, place) AS number
    FROM sides
), basis AS (
    SELECT k.relation_id, k.subject_id, k.flow_side, k.region, k.country, k.sector
    FROM known AS k
    JOIN platforms AS p ON p.subject_id = k.subject_id
    JOIN largest AS l ON l.flow_side = k.flow_side AND l.place = k.place AND l.number <= 10
), counted AS (
    SELECT flow_side, subject_id, region, country, sector, count(*) AS relations
    FROM basis
    GROUP BY flow_side, subject_id, region, country, sector
)
SELECT c.flow_side, c.subject_id, c.region, c.country, c.sector, c.relations
FROM counted AS c
JOIN platforms AS p ON p.subject_id = c.subject_id
JOIN largest AS l ON l.flow_side = c.flow_side AND l.place = coalesce(c.region, c.country, c.sector)
ORDER BY c.flow_side, l.number, p.total DESC, c.subject_id
