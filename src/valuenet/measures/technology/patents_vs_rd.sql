/*
title: {zh: 专利数与研发强度, en: Patents against R&D intensity}
note:
  zh: 只含两项均已知的企业；以两项的中位数划分象限，等于中位数者归入“低”。
  en: Enterprises for which both are known. The quadrants part at the two medians; a value equal to the median is low.
key: [subject_id]
columns: {subject_id: subject, quadrant: quadrant, patents: number, rd_intensity: share}
chart: {form: scatter, label: rd_intensity, value: patents, colour: quadrant}
*/
WITH basis AS (
    SELECT subject_id, coalesce(name_zh, name_en) AS name, patents, rd_intensity
    FROM enterprise
    WHERE patents IS NOT NULL AND rd_intensity IS NOT NULL
), middle AS (
    SELECT median(patents) AS patents, median(rd_intensity) AS rd_intensity FROM basis
)
SELECT
    b.subject_id,
    CASE
        WHEN b.patents > m.patents AND b.rd_intensity > m.rd_intensity THEN 'high_patents_high_rd'
        WHEN b.patents > m.patents THEN 'high_patents_low_rd'
        WHEN b.rd_intensity > m.rd_intensity THEN 'low_patents_high_rd'
        ELSE 'low_patents_low_rd'
    END AS quadrant,
    b.patents,
    b.rd_intensity
FROM basis AS b
CROSS JOIN middle AS m
ORDER BY b.patents DESC, b.rd_intensity DESC, b.name, b.subject_id
