/*
title: {zh: 存疑的成对主体（前20对）, en: Doubtful pairs of subjects (top 20)}
note:
  zh: 可能为同一主体而未合并的成对主体，按“移动关系数”（两者合并时会改换主体的关系数，即关系较少一方的关系数）由多到少排列。
  en: Pairs that may be one and were not joined, those first through which most relations would change hands, which are the
    relations of the side that has fewer.
key: [subject_id, other_id]
columns: {subject_id: subject, other_id: subject, reason: doubt, score: share, moved: number}
*/
WITH basis AS (
    SELECT left_id AS subject_id, right_id AS other_id, reason, score, least(left_relations, right_relations) AS moved,
        left_relations + right_relations AS relations
    FROM doubtful_pair
)
SELECT b.subject_id, b.other_id, b.reason, b.score, b.moved
FROM basis AS b
ORDER BY b.moved DESC, b.relations DESC, b.score DESC, b.subject_id, b.other_id
LIMIT 20
