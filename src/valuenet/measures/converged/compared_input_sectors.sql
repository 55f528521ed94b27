/*
title: {zh: 所选企业技术输入前 5 位的产业部门, en: "Enterprises side by side: TOP 5 sectors of technology input"}
note:
  zh: 按对方所属的产业部门计技术输入伙伴：不同的对方各计一次，不论记录在哪一方，也不论研究声明的口径；占比以该企业的全
    部技术输入伙伴为分母。并列同名次，全部列出。
  en: By the partner's sector. Each partner of technology input counts once, on whichever side the tie was recorded and in
    whatever reading of the study; shares are of all such partners of the enterprise. What ties shares a rank and is
    listed.
key: [group_id, subject_id, sector]
columns: {group_id: group, subject_id: subject, rank: rank, sector: sector, partners: count, share: share}
chart: {form: grouped_bar, label: sector, value: partners, colour: subject_id}
*/
WITH basis AS (
    SELECT DISTINCT group_id, subject_id, partner_sector AS sector, partner_id
    FROM group_tie
    WHERE role = 'compared' AND kind = 'technology_input' AND partner_id <> subject_id
), totals AS (
    SELECT group_id, subject_id, count(*) AS total FROM basis GROUP BY group_id, subject_id
), counted AS (
    SELECT group_id, subject_id, sector, count(*) AS partners
    FROM basis
    WHERE sector IS NOT NULL
    GROUP BY group_id, subject_id, sector
), ranked AS (
    SELECT
        group_id,
        subject_id,
        rank() OVER (PARTITION BY group_id, subject_id ORDER BY partners DESC) AS rank,
        sector,
        partners
    FROM counted
)
SELECT r.group_id, r.subject_id, r.rank, r.sector, r.partners, r.partners / t.total AS share
FROM ranked AS r
JOIN totals AS t ON t.group_id = r.group_id AND t.subject_id = r.subject_id
JOIN subject_group AS g ON g.group_id = r.group_id
JOIN subject AS s ON s.subject_id = r.subject_id
WHERE r.rank <= 5
ORDER BY g.ordinal, r.group_id, coalesce(s.name_zh, s.name_en), r.subject_id, r.rank, r.sector
