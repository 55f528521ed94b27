technology-core-technologies = The core technology is known for { known-of-enterprises }. It is most often { $leaders }.
technology-core-technologies-base-technology = In the base and technology layers, the core technology is known for { known-of-enterprises }. It is most often { $leaders }.
technology-patents-by-region = Of the enterprises with the most patents ({ $total }), the province is known for { $known }. { placed }
technology-patents-by-layer = The enterprises with known patents ({ $sum_enterprises }) hold { $total } between them. By layer: { $each }.
technology-rd-intensity-summary = R&D intensity is known for { $sum_enterprises ->
    [one] one sample enterprise
   *[other] { $sum_enterprises } sample enterprises
}; its mean is { $the_mean_rd_intensity } and its median { $the_median_rd_intensity }.
technology-rd-intensity-top20 = The highest R&D intensities are those of { $leaders }.
technology-rd-intensity-bands = The enterprises with known R&D intensity ({ $known }) divide into { $each }. For { $unknown } there is no data.
technology-patents-vs-rd = Both patents and R&D intensity are known for { $rows ->
    [one] one sample enterprise
   *[other] { $rows } sample enterprises
}. The most patents are held by { $leaders }.
