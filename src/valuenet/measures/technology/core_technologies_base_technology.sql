/*
title: {zh: 基础层和技术层企业的核心技术分布, en: Base-layer and technology-layer enterprises by core technology}
note:
  zh: 占比以基础层和技术层的全部样本企业为分母。
  en: Shares are of all sample enterprises of the base and technology layers.
key: [core_technology]
columns: {core_technology: core_technology, enterprises: count, share: share}
chart: {form: bar, label: core_technology, value: enterprises}
*/
WITH basis AS (
    SELECT subject_id, core_technology, layer FROM enterprise WHERE layer IN ('base', 'technology')
)
SELECT core_technology, count(*) AS enterprises, count(*) / (SELECT count(*) FROM basis) AS share
FROM basis
GROUP BY core_technology
ORDER BY core_technology IS NULL, enterprises DESC, core_technology
