government-policies-by-region = { known-of-policies }中，居前的省份是{ $leaders }。
government-policies-by-year = 发布日期已知的 { $known } 项政策{ years }发布{ peak }{ unknown-subjects }
government-policies-by-area = 政策涉及最多的领域是{ $leaders }。{ unknown-subjects }
government-parks-by-region = { known-of-parks }中，居前的省份是{ $leaders }。
government-parks-by-year = 成立日期已知的 { $known } 个产业园区{ years }成立{ peak }{ unknown-subjects }
