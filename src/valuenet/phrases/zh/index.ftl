index-tree = 指标体系由 { $rows } 个指标组成，含各级合成指标{ $apart ->
    [0] 。
    [1] ；{ $apart_names }的公布权重不等于其下各末级指标权重之和。
   *[other] ；有 { $apart } 个指标的公布权重不等于其下各末级指标权重之和，如{ $apart_names }。
}
index-scores = { $tied ->
    [0] 没有得分：{ rows-provinces }的已知数据不足以按此方法计算。
   *[other] { rows-provinces }参与计算，得分居前的是{ $leaders }。
}
index-by-dimension = { $tied ->
    [0] 各分项均没有得分。
   *[other] 各分项得分居前的省份：{ $by_group }。
}
index-leaves = 下表列出 { $distinct_region } 个省级行政区在 { $distinct_indicator } 个末级指标上的数值与归一值。
index-recipe = 归一化采用{ $way_normalise }，赋权采用{ $way_weigh }，汇总采用{ $way_aggregate }；缺失值：{ $way_impute }，离群值：{ $way_treat }。
index-comparisons = { $groups } 组公布权重中，{ $possible } 组可由 1–9 标度的两两比较得出，{ $impossible } 组不可能得出{ $not_found ->
    [0] 。
   *[other] ，{ $not_found } 组未找到。
}
index-intervals = { $top_is ->
    [fixed] 九成以上的重建中{ $top }居第 { $top_low } 位。
   *[open] { $top }居第 { $top_low } 至第 { $top_high } 位。
}{ $overlapping ->
    [0] 相邻名次的区间均不重叠。
   *[other] { $pairs } 对相邻省份中有 { $overlapping } 对区间重叠，其先后尚在随机波动范围之内。最不确定的是{ $widest }，居第 { $widest_low } 至第 { $widest_high } 位。
}
index-neighbours = { $top_is ->
    [sure] 在 { $top_probability } 的重建中{ $top }领先于{ $second }，先后确定。
   *[open] 仅在 { $top_probability } 的重建中{ $top }领先于{ $second }，先后尚在随机波动范围之内。
}{ $pairs } 对相邻省份中 { $sure } 对先后确定（不低于 95%）{ $reversed ->
    [0] 。
   *[other] ，另有 { $reversed } 对多数情况下次序相反。
}最难分辨的是{ $close }与{ $close_other }（{ $close_probability }）。
index-sensitivity = { $largest_is ->
    [apart] 名次的不确定性主要来自{ $largest }，占方差的 { $largest_value }。
   *[close] 连同交互作用，{ $largest }占方差的 { $largest_value }，{ $next }占 { $next_value }；两者区间重叠，孰大孰小尚不能断定。
}{ $idle ->
    [0] { "" }
   *[other] 毫无影响的是{ $idle_names }。
}
index-varied = 以下 { $rows } 项选项与设定在每次重建中同时变动。
index-resampled = { $resampled } 个指标背后的主体经过重新抽取{ $fixed ->
    [0] 。
   *[other] ；{ $fixed } 个指标保持不变，如{ $fixed_names }。
}
index-strengths = 最常见的最强指标是{ $strength }（{ $rows } 个省份中的 { $strength_times } 个），最常见的最弱指标是{ $weakness }（{ $weakness_times } 个）。
index-peers = 最为相近的是{ $near }与{ $near_peer }；与其他省份差别最大的是{ $alone }，离它最近的是{ $alone_peer }。
index-gain = { $regions } 个省份中有 { $single } 个只需改变一项指标即可提升一个名次，其中最常见的是{ $often }（{ $often_times } 次）。单项变化最小的是{ $easiest }（{ $easiest_indicator }）。
index-change = 两个时点均有名次的 { $moved } 个省份中，{ $up } 个上升，{ $down } 个下降{ $up ->
    [0] 。
   *[other] ；上升最多的是{ $best }，由第 { $best_before } 位升至第 { $best_after } 位。
}{ $coverage ->
    [0] 没有一个省份的得分变化主要出自仅一个时点有数据的指标。
   *[other] { $split } 个省份中有 { $coverage } 个，其得分变化主要出自仅一个时点有数据的指标，并不反映该省份本身的变化。
}
index-weights = { $over }的权重占 { $over_weight }，却决定了得分差异的 { $over_share }；{ $under }的权重占 { $under_weight }，只决定了 { $under_share }。
index-consistency = { $whole ->
    [known] 全部末级指标的克龙巴赫 α 系数为 { $all_alpha }
   *[unknown] 各项末级指标均有数据的省份过少，无法计算总体 α 系数
}{ $groups ->
    [0] 。
    [1] 。
   *[other] ；各组中{ $best }最为一致（{ $best_alpha }），{ $worst }最不一致（{ $worst_alpha }）。
}
index-removal = 去除{ $most }，名次平均变动 { $most_shift }；{ $idle ->
    [0] 每个指标都影响某些名次。
   *[other] 有 { $idle } 个指标不影响任何名次。
}
index-left-out = 未进入指数的有 { $indicator } 个指标和 { $region } 个省份{ $analysis ->
    [0] { "" }
   *[other] ，另有 { $analysis } 项分析无法进行
}，原因列于表中。
