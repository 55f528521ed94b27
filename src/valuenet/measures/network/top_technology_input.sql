/*
title: {zh: 技术输入数前 30 位的样本企业, en: TOP 30 sample enterprises by technology input}
note:
  zh: 按研究声明的口径计数（本方记录，或双方记录）；并列企业同名次，全部列出。占比以全部技术输入关系为分母。
  en: Counted in the study's reading (own rows, or either side); enterprises that tie share a rank and are all listed.
    Shares are of all technology input relations.
key: [subject_id]
columns: {rank: rank, subject_id: subject, layer: layer, relations: count, share: share}
chart: {form: bar, label: subject_id, value: relations, colour: layer}
*/
WITH basis AS (
    SELECT subject_id, relation_id, partner_id FROM technology_tie WHERE direction = 'technology_input'
), counted AS (
    SELECT subject_id, count(*) AS relations FROM basis GROUP BY subject_id
), ranked AS (
    SELECT rank() OVER (ORDER BY relations DESC) AS rank, subject_id, relations FROM counted
)
SELECT r.rank, r.subject_id, e.layer, r.relations, r.relations / (SELECT count(*) FROM basis) AS share
FROM ranked AS r
JOIN enterprise AS e ON e.subject_id = r.subject_id
WHERE r.rank <= 30
ORDER BY r.rank, coalesce(e.name_zh, e.name_en), r.subject_id
