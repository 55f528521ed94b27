/*
title: {zh: 境外技术的流入, en: Technology from overseas}
note:
  zh: 左侧为境外技术供应方所在的国家或地区，中间为接收企业的产业层级，右侧为其应用领域；每侧只列关系最多的 10 项。
    国家、层级或领域不详的关系不计入。
  en: On the left the countries in which foreign suppliers of technology are, in the middle the layer of the enterprise
    that takes it, on the right its application field; the ten of most relations on each side. Relations whose country,
    layer or field is not known are not counted.
key: [flow_end, layer, country, application_field]
columns: {flow_end: flow_end, layer: layer, country: country, application_field: application_field, relations: count}
chart: {form: sankey, label: country, end: application_field, value: relations, colour: layer, outward: flow_end}
*/
WITH tied AS (
    SELECT t.relation_id, t.partner_country AS country, e.layer, e.application_field
    FROM technology_tie AS t
    JOIN enterprise AS e ON e.subject_id = t.subject_id
    WHERE
        t.direction = 'technology_input'
        AND t.overseas
        AND t.partner_country IS NOT NULL
        AND e.layer IS NOT NULL
        AND e.application_field IS NOT NULL
), ends AS (
    SELECT relation_id, 'country' AS flow_end, layer, country, CAST(NULL AS VARCHAR) AS application_field FROM tied
    UNION ALL
    SELECT relation_id, 'field' AS flow_end, layer, NULL AS country, application_field FROM tied
), sides AS (
    SELECT flow_end, coalesce(country, application_field) AS place, count(*) AS total
    FROM ends
    GROUP BY flow_end, coalesce(country, application_field)
), largest AS (
    SELECT flow_end, place, row_number() OVER (PARTITION BY flow_end ORDER BY total DESC, place) AS number FROM sides
), basis AS (
    SELECT s.relation_id, s.flow_end, s.layer, s.country, s.application_field
    FROM ends AS s
    JOIN largest AS l
        ON l.flow_end = s.flow_end AND l.place = coalesce(s.country, s.application_field) AND l.number <= 10
), counted AS (
    SELECT flow_end, layer, country, application_field, count(*) AS relations
    FROM basis
    GROUP BY flow_end, layer, country, application_field
)
SELECT c.flow_end, c.layer, c.country, c.application_field, c.relations
FROM counted AS c
JOIN largest AS l ON l.flow_end = c.flow_end AND l.place = coalesce(c.country, c.application_field)
LEFT JOIN vocabulary AS v ON v.vocabulary = 'layer' AND v.code = c.layer
ORDER BY c.flow_end, l.number, v.ordinal, c.layer
