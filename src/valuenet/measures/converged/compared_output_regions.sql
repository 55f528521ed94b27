/*
title: {zh: 所选企业技术赋能前 5 位的地区, en: "Enterprises side by side: TOP 5 places of technology output"}
note:
  zh: 境内按省份、境外按国家和地区排名；占比以该企业全部技术赋能关系（按研究声明的口径）为分母，地点未知者不参与
    排名。并列同名次，全部列出。
  en: Partners at home rank by province, partners abroad by country. Shares are of all technology output relations of
    the enterprise (in the study's reading); unknown places are not ranked. What ties shares a rank and is listed.
key: [group_id, subject_id, country, region]
columns:
  {group_id: group, subject_id: subject, rank: rank, country: country, region: region, relations: count, share: share}
*/
WITH members AS (
    SELECT DISTINCT m.group_id, m.subject_id
    FROM group_member AS m
    JOIN subject_group AS g ON g.group_id = m.group_id
    WHERE g.role = 'compared'
), basis AS (
    SELECT
        m.group_id,
        t.subject_id,
        t.partner_country AS country,
        CASE WHEN NOT t.overseas THEN t.partner_region END AS region,
        t.partner_id,
        t.relation_id
    FROM technology_tie AS t
    JOIN members AS m ON m.subject_id = t.subject_id
    WHERE t.direction = 'technology_output'
), totals AS (
    SELECT group_id, subject_id, count(*) AS total FROM basis GROUP BY group_id, subject_id
), counted AS (
    SELECT group_id, subject_id, country, region, count(*) AS relations
    FROM basis
    WHERE region IS NOT NULL OR country <> (SELECT country FROM study)
    GROUP BY group_id, subject_id, country, region
), ranked AS (
    SELECT
        group_id,
        subject_id,
        rank() OVER (PARTITION BY group_id, subject_id ORDER BY relations DESC) AS rank,
        country,
        region,
        relations
    FROM counted
)
SELECT r.group_id, r.subject_id, r.rank, r.country, r.region, r.relations, r.relations / t.total AS share
FROM ranked AS r
JOIN totals AS t ON t.group_id = r.group_id AND t.subject_id = r.subject_id
JOIN subject_group AS g ON g.group_id = r.group_id
JOIN subject AS s ON s.subject_id = r.subject_id
WHERE r.rank <= 5
ORDER BY
    g.ordinal, r.group_id, coalesce(s.name_zh, s.name_en), r.subject_id, r.rank, r.region IS NULL, r.region, r.country
