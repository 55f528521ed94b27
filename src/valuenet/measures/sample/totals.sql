/*
title: {zh: 样本总数：存量与流量, en: "Totals of the sample: stocks and flows"}
note:
  zh: 存量（企业、投资机构、大学、科研机构、联盟、政策、园区）与流量（会议）分别合计。
  en: Stocks (enterprises, investors, universities, institutes, alliances, policies, parks) and flows (conferences)
    are summed apart.
key: [wave, dynamics]
columns: {wave: wave, dynamics: dynamics, subjects: count}
chart: {form: grouped_bar, label: wave, value: subjects, colour: dynamics}
*/
WITH basis AS (
    SELECT
        m.subject_id,
        m.wave,
        CASE WHEN s.kind = 'conference' THEN 'flow' ELSE 'stock' END AS dynamics,
        s.kind
    FROM sample AS m
    JOIN subject AS s ON s.subject_id = m.subject_id
), counted AS (
    SELECT wave, dynamics, count(*) AS subjects FROM basis GROUP BY wave, dynamics
)
SELECT c.wave, c.dynamics, c.subjects
FROM counted AS c
JOIN wave AS w ON w.wave = c.wave
ORDER BY w.ordinal, c.dynamics DESC
