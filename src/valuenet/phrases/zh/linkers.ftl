linkers-conferences-by-city = 表中 { $known } 场会议的举办城市已知，居前的是{ $leaders }。
linkers-organisers-top20 = 主办会议居前的机构是{ $leaders }。
linkers-alliances-by-region = { known-of-alliances }中，居前的省份是{ $leaders }。
linkers-alliances-by-year = 成立日期已知的 { $known } 家产业联盟{ years }成立{ peak }{ unknown-enterprises }
