/*
title: {zh: 关系的类型构成, en: Relations by kind}
note:
  zh: 报告时点样本企业作为本方的全部关系，一行记录计一个关系。
  en: All relations of which a sample enterprise is the ego at the reported wave; one row is one relation.
key: [kind]
columns: {family: relation_family, kind: relation_kind, relations: count, share: share, share_of_family: share}
chart: {form: bar, label: kind, value: relations, colour: family}
*/
WITH basis AS (
    SELECT relation_id, kind, family FROM network_relation
), counted AS (
    SELECT family, kind, count(*) AS relations FROM basis GROUP BY family, kind
)
SELECT
    c.family,
    c.kind,
    c.relations,
    c.relations / (SELECT count(*) FROM basis) AS share,
    c.relations / sum(c.relations) OVER (PARTITION BY c.family) AS share_of_family
FROM counted AS c
LEFT JOIN vocabulary AS v ON v.vocabulary = 'relation_kind' AND v.code = c.kind
ORDER BY v.ordinal, c.kind
