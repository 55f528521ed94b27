enterprises-by-status = 按类型，{ known-of-enterprises }分为{ $each }。
enterprises-by-region = { known-of-enterprises }{ placed }。
enterprises-by-metropolitan-region = 位于都市圈的样本企业共 { $known } 家，其中{ $each }。
enterprises-by-city = 样本企业最集中的城市是{ $leaders }。
enterprises-by-country = 所在国家或地区已知的 { known-enterprises }分布在 { $rows } 个国家和地区，居前的是{ $leaders }。{ unknown-enterprises }
enterprises-by-founding-year = { known-enterprises }的成立年份已知，{ years }{ $rows ->
    [1] 。
   *[other] ；成立最多的是 { $first } { $tied ->
        [1] 年
        [2] 年
        [3] 年
       *[other] 年份
    }，{ each-of }有 { $first_value } 家，占 { $first_share }。
}{ unknown-enterprises }
enterprises-by-layer = 按产业层级，{ known-of-enterprises }分为{ $each }。
enterprises-by-application-field = 按应用领域，{ known-of-enterprises }分属 { $rows } 个领域，居前的是{ $leaders }。
enterprises-funding-total = { $sum_enterprises_disclosed ->
    [0] { $sum_enterprises } 家样本企业中，{ $sum_enterprises_financed } 家发生过融资，均未披露金额。
   *[other] { $sum_enterprises } 家样本企业中，{ $sum_enterprises_financed } 家发生过融资，{ $sum_enterprises_disclosed } 家有已披露的金额；合计 { $the_funding_cny }，平均每家 { $the_mean_funding_cny }，中位数为 { $the_median_funding_cny }。
}
enterprises-funding-bands = 有已披露金额的 { known-enterprises }，按融资规模分为{ $each }；未披露金额的有 { $unknown } 家。
enterprises-funding-by-field = 融资额居前的应用领域是{ $leaders }。
enterprises-funding-by-round = 样本企业共有 { $sum_rounds } 个融资轮次，其中 { $sum_rounds_disclosed } 个披露了金额；次数居前的类型是{ $leaders }。
enterprises-funding-by-year = 日期已知的轮次{ years }；已披露金额最高的是 { $first } 年，{ each-of }为 { $first_value }。
