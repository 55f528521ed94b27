/*
title: {zh: 与前一时点相比的变化, en: Change since the wave before}
note:
  zh: 得分的变化分为三部分——本省数值变化、他省数值变化（归一化以各省份为尺度）与数据覆盖变化所致，三者之和等于变化；
    只在一个时点有数据的指标只计入覆盖变化。
  en: The change of a score has three parts, which add up to it - what the province's own values make, what those of the
    others do, which set the scale, and what comes or goes with data that only one wave has.
key: [region]
columns: {region: region, rank_before: rank, rank_after: rank, score_before: number, score_after: number,
  region_part: number, others_part: number, coverage_part: number}
chart: {form: slope, label: region, before: rank_before, value: rank_after}
*/
WITH basis AS (
    SELECT from_wave, to_wave, region, rank_before, rank_after, score_before, score_after, region_part, others_part,
        coverage_part
    FROM index_change
)
SELECT region, rank_before, rank_after, score_before, score_after, region_part, others_part, coverage_part
FROM basis
ORDER BY rank_after IS NULL, rank_after, region
