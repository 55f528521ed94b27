/*
title: {zh: 国外合作机构前 20 位, en: TOP 20 foreign partners}
note:
  zh: 按与其合作的样本大学和科研机构数排名；并列同名次，全部列出。名称照来源所写。
  en: By the number of sample universities and institutes that name the partner; partners that tie share a rank and
    are all listed. Names are as the sources write them.
key: [foreign_partner]
columns: {rank: rank, foreign_partner: text, institutions: count}
chart: {form: bar, label: foreign_partner, value: institutions}
*/
WITH academics AS (
    SELECT subject_id FROM university
    UNION ALL
    SELECT subject_id FROM institute
), basis AS (
    SELECT DISTINCT v.subject_id, v.value AS foreign_partner
    FROM subject_value AS v
    JOIN academics AS a ON a.subject_id = v.subject_id
    WHERE v.field = 'foreign_partner'
), counted AS (
    SELECT foreign_partner, count(*) AS institutions FROM basis GROUP BY foreign_partner
), ranked AS (
    SELECT rank() OVER (ORDER BY institutions DESC) AS rank, foreign_partner, institutions FROM counted
)
SELECT rank, foreign_partner, institutions
FROM ranked
WHERE rank <= 20
ORDER BY rank, foreign_partner
