/*
title: {zh: 研发强度前 20 位的企业, en: TOP 20 enterprises by R&D intensity}
note:
  zh: 研发强度 = 研发投入 / 营业收入；并列企业同名次，全部列出。
  en: R&D intensity is R&D spending over revenue; enterprises that tie share a rank and are all listed.
key: [subject_id]
columns: {rank: rank, subject_id: subject, status: status, rd_intensity: share}
chart: {form: bar, label: subject_id, value: rd_intensity, colour: status}
*/
WITH basis AS (
    SELECT subject_id, coalesce(name_zh, name_en) AS name, status, rd_intensity
    FROM enterprise
    WHERE rd_intensity IS NOT NULL
), ranked AS (
    SELECT rank() OVER (ORDER BY rd_intensity DESC) AS rank, subject_id, name, status, rd_intensity FROM basis
)
SELECT rank, subject_id, status, rd_intensity
FROM ranked
WHERE rank <= 20
ORDER BY rank, name, subject_id
