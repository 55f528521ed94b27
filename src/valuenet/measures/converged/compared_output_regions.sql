/*
title: {zh: 所选企业技术赋能前 5 位的地区, en: "Enterprises side by side: TOP 5 places of technology output"}
note:
  zh: 技术赋能伙伴中不同的对方各计一次，不论记录在哪一方，也不论研究声明的口径。境内按省份、境外按国家和地区排名；占
    比以该企业的全部技术赋能伙伴为分母，地点未知者不参与排名。并列同名次，全部列出。
  en: Each partner of technology output counts once, on whichever side the tie was recorded and in whatever reading of the
    study. Partners at home rank by province, partners abroad by country; shares are of all such partners of the
    enterprise, and unknown places are not ranked. What ties shares a rank and is listed.
key: [group_id, subject_id, country, region]
columns:
  {group_id: group, subject_id: subject, rank: rank, country: country, region: region, partners: count, share: share}
*/
WITH basis AS (
    SELECT DISTINCT
        group_id,
        subject_id,
        partner_country AS country,
        CASE WHEN NOT overseas THEN partner_region END AS region,
        partner_id
    FROM group_tie
    WHERE role = 'compared' AND kind = 'technology_output' AND partner_id <> subject_id
), totals AS (
    SELECT group_id, subject_id, count(*) AS total FROM basis GROUP BY group_id, subject_id
), counted AS (
    SELECT group_id, subject_id, country, region, count(*) AS partners
    FROM basis
    WHERE region IS NOT NULL OR country <> (SELECT country FROM study)
    GROUP BY group_id, subject_id, country, region
), ranked AS (
    SELECT
        group_id,
        subject_id,
        rank() OVER (PARTITION BY group_id, subject_id ORDER BY partners DESC) AS rank,
        country,
        region,
        partners
    FROM counted
)
SELECT r.group_id, r.subject_id, r.rank, r.country, r.region, r.partners, r.partners / t.total AS share
FROM ranked AS r
JOIN totals AS t ON t.group_id = r.group_id AND t.subject_id = r.subject_id
JOIN subject_group AS g ON g.group_id = r.group_id
JOIN subject AS s ON s.subject_id = r.subject_id
WHERE r.rank <= 5
ORDER BY
    g.ordinal, r.group_id, coalesce(s.name_zh, s.name_en), r.subject_id, r.rank, r.region IS NULL, r.region, r.country
