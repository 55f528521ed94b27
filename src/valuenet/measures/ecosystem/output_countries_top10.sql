/*
title: {zh: 生态系统技术赋能前 10 位的境外国家和地区, en: "Ecosystems: TOP 10 foreign countries of technology output"}
note:
  zh: 合并组内各成员的技术赋能关系（按研究声明的口径）；占比以该组全部技术赋能关系为分母。对方按所有者所
    属国计，所属国未知的按所在国家计；本国和国家未知的对方不参与排名。并列同名次，全部列出。
  en: The technology output relations of the group's members (in the study's reading) are added; shares are of all of
    them. Partners count by the home country of their owner, or by their location where that is not known; those of the
    study's country or of none are not ranked. What ties shares a rank and is listed.
key: [group_id, country]
columns: {group_id: group, rank: rank, country: country, relations: count, inside: count, share: share}
chart: {form: grouped_bar, label: country, value: relations, colour: group_id}
*/
WITH basis AS (
    SELECT
        group_id,
        coalesce(partner_home_country, partner_country) AS country,
        subject_id,
        partner_id,
        relation_id,
        is_inside
    FROM group_tie
    WHERE role = 'ecosystem' AND counted AND kind = 'technology_output'
), totals AS (
    SELECT group_id, count(*) AS total FROM basis GROUP BY group_id
), counted AS (
    SELECT group_id, country, count(*) AS relations, count(*) FILTER (WHERE is_inside) AS inside
    FROM basis
    WHERE country <> (SELECT country FROM study)
    GROUP BY group_id, country
), ranked AS (
    SELECT
        group_id,
        rank() OVER (PARTITION BY group_id ORDER BY relations DESC) AS rank,
        country,
        relations,
        inside
    FROM counted
)
SELECT r.group_id, r.rank, r.country, r.relations, r.inside, r.relations / t.total AS share
FROM ranked AS r
JOIN totals AS t ON t.group_id = r.group_id
JOIN subject_group AS g ON g.group_id = r.group_id
WHERE r.rank <= 10
ORDER BY g.ordinal, r.group_id, r.rank, r.country
