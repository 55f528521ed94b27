government-policies-by-region = { $total } 项样本政策中，{ $known } 项的省份已知，居前的是{ $leaders }。
government-policies-by-year = 发布日期已知的 { $known } 项政策{ years }发布，最多的是 { $first } 年，{ each-of }有 { $first_value } 项。{ unknown-subjects }
government-policies-by-area = 政策涉及最多的领域是{ $leaders }。{ unknown-subjects }
government-parks-by-region = { $total } 个样本产业园区中，{ $known } 个的省份已知，居前的是{ $leaders }。
government-parks-by-year = 成立日期已知的 { $known } 个产业园区{ years }成立，最多的是 { $first } 年，{ each-of }有 { $first_value } 个。{ unknown-subjects }
