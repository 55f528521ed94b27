/*
title: {zh: 与各省份最相近的省份, en: The province most like each}
note:
  zh: 距离是两省份归一值之差的加权均方根，只取双方均有数据的指标，其权重占比列于旁。
  en: The distance is the root of the weighted mean of squared differences of normalised values, over the indicators for
    which both have data, whose share of the weight stands beside it.
key: [region]
columns: {rank: rank, region: region, peer: region, distance: number, shared: share}
*/
WITH basis AS (
    SELECT region, ordinal, peer, distance, shared FROM index_peer
)
SELECT s.rank, b.region, b.peer, b.distance, b.shared
FROM basis AS b
JOIN index_score AS s ON s.region = b.region AND s.wave = (SELECT wave FROM study)
JOIN index_indicator AS i ON i.indicator = s.indicator AND i.parent IS NULL
WHERE b.ordinal = 1
ORDER BY s.rank IS NULL, s.rank, b.region
