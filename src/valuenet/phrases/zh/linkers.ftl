linkers-conferences-by-city = 表中 { $known } 场会议的举办城市已知，居前的是{ $leaders }。
linkers-organisers-top20 = 主办会议居前的机构是{ $leaders }。
linkers-alliances-by-region = { $total } 家样本产业联盟中，{ $known } 家的省份已知，居前的是{ $leaders }。
linkers-alliances-by-year = 成立日期已知的 { $known } 家产业联盟{ years }成立，最多的是 { $first } 年，{ each-of }有 { $first_value } 家。{ unknown-enterprises }
