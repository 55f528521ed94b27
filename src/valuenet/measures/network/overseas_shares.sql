/*
title: {zh: 技术关系与人力资本关系中的境外占比, en: Overseas shares of technology and human-capital relations}
note:
  zh: 境外指对方位于研究国家以外；占比以所在国家已知的关系为分母。技术关系按研究声明的口径计数，学习与工作经历按
    本方记录计数。
  en: Overseas means that the other side is located outside the study's country; shares are of the relations whose
    other side has a known country. Technology relations are counted in the study's reading, study and work by own
    rows.
key: [kind]
columns: {kind: relation_kind, relations: count, known: count, overseas: count, share: share}
chart: {form: bar, label: kind, value: share}
*/
WITH basis AS (
    SELECT subject_id, relation_id, partner_id, direction AS kind, overseas AS is_overseas FROM technology_tie
    UNION ALL
    SELECT ego_id AS subject_id, relation_id, alter_id AS partner_id, kind, overseas AS is_overseas
    FROM network_relation
    WHERE family = 'human_capital'
), counted AS (
    SELECT
        kind,
        count(*) AS relations,
        count(is_overseas) AS known,
        CASE WHEN count(is_overseas) > 0 THEN count(*) FILTER (WHERE is_overseas) END AS overseas
    FROM basis
    GROUP BY kind
)
SELECT c.kind, c.relations, c.known, c.overseas, c.overseas / nullif(c.known, 0) AS share
FROM counted AS c
LEFT JOIN vocabulary AS v ON v.vocabulary = 'relation_kind' AND v.code = c.kind
ORDER BY v.ordinal, c.kind
