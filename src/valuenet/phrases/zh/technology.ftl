technology-core-technologies = 按核心技术，{ known-of-enterprises }中居前的是{ $leaders }。
technology-core-technologies-base-technology = 基础层和技术层按核心技术，{ known-of-enterprises }中居前的是{ $leaders }。
technology-patents-by-region = 专利数居前的 { $total } 家企业中，{ $known } 家的省份已知，{ placed }。
technology-patents-by-layer = 专利数已知的 { $sum_enterprises } 家样本企业共有专利 { $total } 项，各层级的专利数为{ $each }。
technology-rd-intensity-summary = 研发强度已知的样本企业有 { $sum_enterprises } 家，平均研发强度为 { $the_mean_rd_intensity }，中位数为 { $the_median_rd_intensity }。
technology-rd-intensity-top20 = 研发强度居前的样本企业是{ $leaders }。
technology-rd-intensity-bands = 研发强度已知的 { known-enterprises }分为{ $each }；研发强度无数据的有 { $unknown } 家。
technology-patents-vs-rd = 专利数和研发强度均已知的样本企业有 { $rows } 家，其中专利最多的是{ $leaders }。
