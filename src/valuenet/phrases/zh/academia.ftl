academia-universities-by-region = { $total } 所样本大学中，{ $known } 所的省份已知，{ placed }。
academia-universities-by-department = { $total } 所样本大学中，{ $known } 所的主管部门已知，居前的是{ $leaders }。
academia-ai-majors-by-year = 设置年份已知的 { $sum_universities } 所大学{ years }设置人工智能专业，最多的是 { $first } 年，{ each-of }有 { $first_value } 所。
academia-papers-top30 = 国际论文数居前的样本大学是{ $leaders }。
academia-foreign-partners-top20 = 合作最广的国外机构是{ $leaders }。
academia-institutes-by-region = { $total } 家样本科研机构中，{ $known } 家的省份已知，{ placed }。
academia-institute-patents-top10 = 专利数居前的样本科研机构是{ $leaders }。
