index-tree = 指标体系由 { $rows } 个指标组成，含各级合成指标。
index-scores = { rows-provinces }参与计算，得分居前的是{ $leaders }。
index-by-dimension = 各分项得分居前的省份：{ $by_group }。
index-leaves = 下表列出 { $distinct_region } 个省级行政区在 { $distinct_indicator } 个末级指标上的数值与归一值。
